using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E28: a ballot decrypted without its mix, or a link kept through it. No command takes a ballot or a ciphertext; what is decrypted comes from one type, which is made
/// of totals and last rounds alone; and a record that goes from the tally input to the shares without mixes is decrypted by nobody.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E28_UnmixedDecryptionTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public void WhatIsDecryptedIsMadeInOnePlace()
    {
        Assert.Empty(typeof(CiphertextsToOpen).GetConstructors());
        var maker = Assert.Single(typeof(CiphertextsToOpen).GetMethods(), method => method.IsStatic);
        Assert.Equal([typeof(Minima), typeof(TallyInputContent)], maker.GetParameters().Take(2).Select(parameter => parameter.ParameterType));
        var setters = typeof(TallyAudit).GetProperty(nameof(TallyAudit.Statement))!.GetSetMethod(nonPublic: false);
        Assert.Null(setters);
    }

    [Fact]
    public async Task NoCommandNamesACiphertext()
    {
        var help = await Workplace.RunAsync("--help");
        Assert.DoesNotContain("ciphertext", help.Output, StringComparison.OrdinalIgnoreCase);
        var decrypt = await Workplace.RunAsync("decrypt", "--help");
        var options = System.Text.RegularExpressions.Regex.Matches(decrypt.Output, "--[a-z-]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["--election", "--help", "--lang", "--out", "--passphrase-file", "--rpc", "--trustee-dir"], options);
    }

    [Fact]
    public async Task ARecordWithoutMixesIsNotDecrypted()
    {
        var unmixed = Forge.Complete(await Forge.VotingAsync(), new Lie { Mixers = [] });
        Assert.Contains("7.1", await Forge.FailedAsync(unmixed));
        Assert.StartsWith("7.1", Assert.Single(Forge.ToolFinds(unmixed)), StringComparison.Ordinal);
    }
}

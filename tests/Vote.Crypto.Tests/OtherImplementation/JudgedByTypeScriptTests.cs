using System.Diagnostics;
using System.Text.Json;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Vectors;
using Vote.Testing;

namespace Vote.Crypto.Tests.OtherImplementation;

/// <summary>
/// Ballots made here, with fresh keys, seeds and nonces, are judged by the second implementation, in TypeScript. The other way round every
/// pinned ballot is one that it made. ./test installs its packages first.
/// </summary>
public sealed class JudgedByTypeScriptTests
{
    private static readonly string Client = RepositoryRoot.Of("src", "Vote.Web");

    [Theory]
    [InlineData("ballot.json")]
    [InlineData("ballot-mixed.json")]
    [InlineData("ballot-kinds.json")]
    public async Task AcceptsOursOfEveryKindAndRefusesEachWithOneChangedByte(string file)
    {
        Assert.True(Directory.Exists(Path.Combine(Client, "node_modules")), "the client's packages are missing: cd src/Vote.Web && npm ci");
        var ours = BallotVectors.OnePerManifest(file).Select(vector => Made(BallotVectors.ManifestOf(file, vector), vector)).ToArray();
        var changed = ours.Select(ballot => ballot with { Payload = Changed(ballot.Payload) });

        var verdicts = await JudgeAsync([.. ours, .. changed]);
        Assert.Equal(2 * ours.Length, verdicts.Length);
        Assert.All(verdicts[..ours.Length], verdict => Assert.Equal("accepted", verdict));
        Assert.All(verdicts[ours.Length..], verdict => Assert.NotEqual("accepted", verdict));
    }

    private static Made Made(Manifest manifest, JsonElement vector)
    {
        using var credential = SigningKey.Generate();
        using var seed = BallotSeed.Generate();
        var pinned = BallotVectors.ContextOf(vector);
        var context = new BallotContext(credential.Public, pinned.Position, pinned.Previous);
        var payload = new BallotEncryptor(manifest.Election).Encrypt(context, seed, BallotVectors.SelectionsOf(manifest, vector)).Encode();
        return new(
            Convert.ToHexStringLower(credential.Public.Bytes), context.Position.Generation, Convert.ToHexStringLower(manifest.Encode()),
            Convert.ToHexStringLower(payload), context.Previous.ToHex(), context.Position.Sequence, context.Position.Slot);
    }

    // The last byte belongs to a response: what decodes is refused by its equation.
    private static string Changed(string payload) => payload[..^1] + (payload[^1] == '0' ? '1' : '0');

    private static async Task<string[]> JudgeAsync(Made[] ballots)
    {
        var cases = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(cases, JsonSerializer.Serialize(ballots, JsonSerializerOptions.Web));
            var start = new ProcessStartInfo("node", ["vectors/judge.mjs", cases]) { WorkingDirectory = Client, UseShellExecute = false, RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(cases);
        }
    }
}

/// <summary>A case as vectors/judge.ts reads it.</summary>
internal sealed record Made(string Credential, long Generation, string Manifest, string Payload, string Previous, long Sequence, long Slot);

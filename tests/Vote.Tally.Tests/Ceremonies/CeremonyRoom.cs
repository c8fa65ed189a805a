using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Hpke;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Ceremonies;

/// <summary>Trustees with a folder each and one folder between them, as they would sit in several rooms.</summary>
internal sealed class CeremonyRoom : IDisposable
{
    /// <summary>The steps after `init`, each with the messages it needs.</summary>
    public static readonly (string Step, string Needs)[] Steps =
        [("commit", "identity"), ("reveal", "commit"), ("share", "reveal"), ("confirm", "share")];

    private readonly Workplace place = new();

    /// <summary>Path of a file in the room.</summary>
    public string this[string name] => place[name];

    /// <summary>The message of a trustee on its way.</summary>
    public string Message(string kind, int trustee) => place[$"exchange/{kind}-{trustee}.json"];

    /// <summary>Names of the files in a trustee's folder.</summary>
    public string[] Folder(int trustee) => [.. Directory.GetFiles(place[$"trustee-{trustee}"]).Select(Path.GetFileName).Order()!];

    public Task<Answer> InitAsync(int trustee, int threshold = 2, int trustees = 2) => Workplace.RunAsync(
        "ceremony", "init", "--dir", place[$"trustee-{trustee}"], "--out", place["exchange"], "--name", $"trustee {trustee}",
        "--trustee", $"{trustee}", "--trustees", $"{trustees}", "--threshold", $"{threshold}", "--passphrase-file", place.PassphraseFile);

    public Task<Answer> StepAsync(string step, int trustee) => Workplace.RunAsync(
        "ceremony", step, "--dir", place[$"trustee-{trustee}"], "--in", place["exchange"], "--out", place["exchange"],
        "--passphrase-file", place.PassphraseFile);

    public Task<Answer> FinishAsync() =>
        Workplace.RunAsync("ceremony", "finish", "--in", place["exchange"], "--out", place["ceremony.json"]);

    public Task<Answer> JudgeAsync() => Workplace.RunAsync("ceremony", "judge", "--in", place["exchange"]);

    /// <summary>Both trustees do everything up to and with this step.</summary>
    public async Task ReachAsync(string last)
    {
        foreach (var step in new[] { "init" }.Concat(Steps.Select(item => item.Step)))
        {
            foreach (var trustee in new[] { 1, 2 })
            {
                var answer = step == "init" ? await InitAsync(trustee) : await StepAsync(step, trustee);
                Assert.True(answer.ExitCode == ExitCode.Done, answer.Error);
            }

            if (step == last)
            {
                return;
            }
        }
    }

    /// <summary>Trustee 2 sends trustee 1 a share that does not fit, under its own signature. Gives back the honest message.</summary>
    public byte[] LieAboutTheShare()
    {
        var honest = File.ReadAllBytes(Message("share", 2));
        Assert.True(IdentityMessage.TryDecode(File.ReadAllBytes(Message("identity", 1)), out var receiver));
        Assert.True(CanonicalValue.TryParse(honest, out var value));
        var share = (CanonicalObject)value;
        share.TryGet("ceremony", out var ceremony);
        var info = CanonicalObject.Of(
            ("ceremony", ceremony!), ("receiver", CanonicalValue.Number(1)), ("sender", CanonicalValue.Number(2)),
            ("type", CanonicalValue.Text("ceremony-share"))).Encode();
        var wrong = CanonicalObject.Of(
            ("ciphertext", CanonicalValue.Bytes(HpkeBase.Seal(receiver.Encryption, info, [], [.. new byte[31], 1]))),
            ("receiver", CanonicalValue.Number(1)));
        var body = share.Without("signature").Without("shares").With("shares", CanonicalValue.List([wrong]));
        using var signing = SigningKeyOf(2);
        var signature = signing.Sign(new SignatureDomain("tsukuba-vote/ceremony/v1"), body.Encode());
        File.WriteAllBytes(Message("share", 2), body.With("signature", CanonicalValue.Bytes(signature.Bytes)).Encode());
        return honest;
    }

    public void Dispose() => place.Dispose();

    /// <summary>A liar has its own key: magic ‖ u16be(length) ‖ signing key ‖ …</summary>
    private SigningKey SigningKeyOf(int trustee)
    {
        Assert.True(SealedSecretFile.TryDecode(File.ReadAllBytes(place[$"trustee-{trustee}/state-4-share.sealed"]), out var file));
        Assert.True(file.TryOpen(Workplace.Passphrase, out var state));
        var start = "tsukuba-vote/ceremony-state/v1\0"u8.Length + sizeof(ushort);
        Assert.True(SigningKey.TryImport(state.AsSpan(start, SigningKey.SecretLength), out var key));
        return key;
    }
}

using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>The mock election with all its keys, for one class of attacks; opened once for all of them.</summary>
public abstract class ForgedElection(MockElection election)
{
    private static readonly Lock Gate = new();
    private static RecordForge? shared;

    internal RecordForge Forge
    {
        get
        {
            lock (Gate)
            {
                return shared ??= new RecordForge(election);
            }
        }
    }

    internal MockElection Election => election;

    /// <summary>An enrolment and its first ballot in the slot that did not vote, with the payload that the ballot is given.</summary>
    internal Entry[] NewVoter(Func<BallotContext, byte[]> payload)
    {
        using var credential = SigningKey.Generate();
        var enrolled = new CredentialEnrolled(new(3), 1, credential.Public, Vote.Canonical.Digest.Sha256("an act"u8));
        var context = new BallotContext(credential.Public, new BallotPosition(3, 1, 1), EntryHash.None.Value);
        var body = new BallotCast(new BallotPlace(new(3), 1, 1), EntryHash.None, credential.Public, new(payload(context)));
        return [Forge.Sign(enrolled, Forge.Registrar), Forge.Sign(body, credential)];
    }

    /// <summary>What an honest client sends, blank in both questions.</summary>
    internal byte[] Honest(BallotContext context)
    {
        using var seed = BallotSeed.Generate();
        return new BallotEncryptor(Forge.Manifest.Election).Encrypt(context, seed, [Selection.Blank, Selection.Blank]).Encode();
    }
}

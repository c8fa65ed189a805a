using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>Whatever bytes come as a payload: no exception, no second spelling, no acceptance.</summary>
public sealed class BallotFuzzTests
{
    private static readonly SampleElection Small = new(Sample.ChooseOne(1, 1), Sample.Mixed(2, 2, 1, 2));

    [Fact]
    public void AcceptsOnlyTheHonestBytes()
    {
        var context = SampleElection.Context();
        var honest = Small.Encrypt(context, Selection.Blank, Selection.Blank).Encode();
        byte[][] payloads = [honest, .. Enumerable.Range(1, 400).Select(seed => Mutate(honest, (uint)seed))];
        var findings = Small.Verifier.VerifyMany(payloads.Select(payload => new CastBallot(context, payload)), progress: null, CancellationToken.None);

        var decodable = 0;
        foreach (var (finding, payload) in findings.Zip(payloads))
        {
            if (finding is BallotFinding.Decoded(var ballot, var verdict))
            {
                decodable++;
                Assert.Equal(payload, ballot.Encode());
                Assert.Equal(payload.AsSpan().SequenceEqual(honest), verdict is Verdict.Accepted);
            }
        }

        Assert.InRange(decodable, 100, payloads.Length - 20);
    }

    /// <summary>One to three edits; every eighth one changes the length.</summary>
    private static byte[] Mutate(byte[] original, uint seed)
    {
        List<byte> bytes = [.. original];
        var state = seed;
        for (var edits = 1 + (seed % 3); edits > 0; edits--)
        {
            var at = (int)(Next() % bytes.Count);
            switch (Next() % 16)
            {
                case 0: bytes.RemoveAt(at); break;
                case 1: bytes.Insert(at, (byte)Next()); break;
                case < 6: bytes[at] = 0; break;
                case < 11: bytes[at] = 255; break;
                default: bytes[at] ^= (byte)(1 << (int)(Next() % 8)); break;
            }
        }

        return [.. bytes];

        uint Next() => state = unchecked((state * 1664525) + 1013904223) ^ (state >> 15);
    }
}

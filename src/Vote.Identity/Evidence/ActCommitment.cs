using System.Security.Cryptography;
using System.Text;
using Vote.Canonical;

namespace Vote.Identity.Evidence;

/// <summary>
/// What the public enrolment says about the private record: SHA-256(domain ‖ 0x00 ‖ opening ‖ record hash), which hides the
/// record and fits no other. spec/identity §10 (2)
/// </summary>
public static class ActCommitment
{
    /// <summary>Bytes of the random opening.</summary>
    public const int OpeningLength = 32;

    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("tsukuba-vote/act-commitment/v1\0");

    /// <summary>The commitment under a given opening.</summary>
    internal static Digest To(Digest recordHash, ReadOnlySpan<byte> opening) => Digest.Sha256(Domain, opening, recordHash.Bytes);

    /// <summary>A fresh opening.</summary>
    internal static byte[] DrawOpening() => RandomNumberGenerator.GetBytes(OpeningLength);
}

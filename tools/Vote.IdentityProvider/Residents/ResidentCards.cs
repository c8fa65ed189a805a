using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Identity.TestAuthority;

namespace Vote.IdentityProvider.Residents;

/// <summary>
/// The residents' signature cards in software. Key and certificate are made when a resident first signs, and kept:
/// <c>certificates/&lt;hash of person and key&gt;.cer</c>, so another list of residents finds no foreign certificate.
/// </summary>
internal sealed class ResidentCards(TestJpki authority, ResidentKeyCache keys, string certificateDirectory)
{
    private readonly Lock making = new();

    /// <summary>The resident's card. The caller disposes of it.</summary>
    public TestCard Open(DemoResident resident)
    {
        lock (making)
        {
            var key = keys.Take(resident.Number);
            var file = Path.Combine(certificateDirectory, NameOf(resident, key));
            if (File.Exists(file))
            {
                return TestCard.Open(key, File.ReadAllBytes(file));
            }

            var card = authority.IssueSignatureCard(resident.Person, key);
            ProviderFiles.Keep(file, card.Certificate);
            return card;
        }
    }

    private static string NameOf(DemoResident resident, RSA key) =>
        Digest.Sha256(resident.Identity.Bytes, key.ExportSubjectPublicKeyInfo()).ToHex()[..32] + ".cer";
}

using System.Text;

namespace Vote.Canonical.Signatures;

/// <summary>
/// What a signature is for: printable ASCII such as <c>tsukuba-vote/entry/v1</c>. The signed message is the domain, a zero
/// byte, and the content, so a signature for one purpose is never one for another.
/// </summary>
public sealed record SignatureDomain
{
    /// <exception cref="ArgumentException">Empty, or not printable ASCII.</exception>
    public SignatureDomain(string name)
    {
        if (name.Length == 0 || name.Any(character => character is < '!' or > '~'))
        {
            throw new ArgumentException("A domain is non-empty printable ASCII without spaces.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>SHA-256(name ‖ 0x00 ‖ content): what ECDSA signs, and what names the content.</summary>
    public Digest Digest(ReadOnlySpan<byte> content) => Canonical.Digest.Sha256(Encoding.ASCII.GetBytes(Name), [0], content);
}

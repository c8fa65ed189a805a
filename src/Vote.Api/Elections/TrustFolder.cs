using Vote.Identity.Jpki;

namespace Vote.Api.Elections;

/// <summary>
/// Authorities and revocation lists as files: <c>signature*.cer</c>, <c>authentication*.cer</c>, <c>*.crl</c>, all DER. Whoever fetches
/// new lists puts them here; the server reads them again.
/// </summary>
public sealed class TrustFolder(DirectoryInfo folder)
{
    private DateTime newest;

    /// <summary>Reads everything.</summary>
    /// <exception cref="InvalidDataException">A file is not what its name says, or a list is of no authority here.</exception>
    public JpkiTrust Read()
    {
        newest = NewestChange();
        List<TrustedAuthority> authorities = [];
        foreach (var file in folder.EnumerateFiles("*.cer"))
        {
            var kind = file.Name.StartsWith("signature", StringComparison.Ordinal) ? CertificateKind.Signature : CertificateKind.Authentication;
            authorities.Add(TrustedAuthority.TryDecode(kind, File.ReadAllBytes(file.FullName), out var authority)
                ? authority
                : throw new InvalidDataException($"{file.FullName}: no certificate of an authority"));
        }

        return new(authorities, [.. folder.EnumerateFiles("*.crl").Select(file => ListOf(file, authorities))]);
    }

    /// <summary>Whether a file has changed since it was read.</summary>
    public bool HasChanged => NewestChange() != newest;

    private static RevocationList ListOf(FileInfo file, List<TrustedAuthority> authorities)
    {
        var der = File.ReadAllBytes(file.FullName);
        return authorities.Select(authority => RevocationList.TryDecode(der, authority, out var list) ? list : null).FirstOrDefault(list => list is not null)
            ?? throw new InvalidDataException($"{file.FullName}: no revocation list of an authority here");
    }

    private DateTime NewestChange() =>
        folder.EnumerateFiles("*.c??").Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max();
}

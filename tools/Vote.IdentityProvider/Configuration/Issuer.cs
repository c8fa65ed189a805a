using System.Diagnostics.CodeAnalysis;

namespace Vote.IdentityProvider.Configuration;

/// <summary>
/// The provider's name in tokens and the address browsers and clients use: scheme, host and port, no path and no slash at the
/// end. Plain http is taken for loopback hosts only.
/// </summary>
public sealed record Issuer
{
    private Issuer(Uri address, string value) => (Address, Value) = (address, value);

    /// <summary>As it stands in tokens and in the discovery document.</summary>
    public string Value { get; }

    /// <summary>True when browsers reach it by https, so that cookies may be marked secure.</summary>
    public bool IsSecure => Address.Scheme == Uri.UriSchemeHttps;

    private Uri Address { get; }

    /// <summary>The address of a path that starts with a slash.</summary>
    public string At(string path) => Value + path;

    /// <summary>Reads the only accepted spelling.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Issuer? issuer)
    {
        issuer = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.GetLeftPart(UriPartial.Authority) == text
            && address.UserInfo.Length == 0
                ? new Issuer(address, text)
                : null;
        return issuer is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

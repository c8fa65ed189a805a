using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vote.Canonical;
using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.Authorization;

/// <summary>
/// Binds a form to the browser that fetched it and to the request it answers: <c>time.HMAC(key, cookie ‖ time ‖ parameters)</c>.
/// Nothing is stored; the key lives as long as the process.
/// </summary>
internal sealed class FormTokens(IdentityProviderOptions options)
{
    private const int Length = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);
    private readonly byte[] key = RandomNumberGenerator.GetBytes(Length);

    // The prefix makes browsers insist on Secure, this host and this path; plain http on a loopback host cannot have it.
    private string CookieName => options.Issuer.IsSecure ? "__Host-idp-form" : "idp-form";

    /// <summary>The token for a page that answers a request; sets the cookie when the browser has none.</summary>
    public string Make(HttpContext context, AuthorizationRequest request)
    {
        if (!TryCookie(context, out var cookie))
        {
            cookie = RandomNumberGenerator.GetBytes(Length);
            context.Response.Cookies.Append(CookieName, Base64Url.Encode(cookie), new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = options.Issuer.IsSecure,
                Path = "/",
                IsEssential = true,
            });
        }

        Span<byte> token = stackalloc byte[sizeof(long) + HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, options.Clock.GetUtcNow().ToUnixTimeSeconds());
        Authenticate(cookie, token[..sizeof(long)], request).CopyTo(token[sizeof(long)..]);
        return Base64Url.Encode(token);
    }

    /// <summary>True for the token of a page that this browser fetched for this request not too long ago.</summary>
    public bool Accepts(HttpContext context, AuthorizationRequest request, string? given)
    {
        if (!TryCookie(context, out var cookie)
            || !Base64Url.TryDecode(given, out var token)
            || token.Length != sizeof(long) + HMACSHA256.HashSizeInBytes
            || !CryptographicOperations.FixedTimeEquals(Authenticate(cookie, token.AsSpan(0, sizeof(long)), request), token.AsSpan(sizeof(long))))
        {
            return false;
        }

        var made = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(token));
        return options.Clock.GetUtcNow() < made + Lifetime;
    }

    // Cookie and time have fixed lengths and a query its own separators, so no two inputs run into one.
    private byte[] Authenticate(byte[] cookie, ReadOnlySpan<byte> time, AuthorizationRequest request) =>
        HMACSHA256.HashData(key.AsSpan(), [.. cookie, .. time, .. Encoding.UTF8.GetBytes(request.AddressOf(""))]);

    private bool TryCookie(HttpContext context, out byte[] cookie)
    {
        var found = Base64Url.TryDecode(context.Request.Cookies[CookieName], out var decoded) && decoded.Length == Length;
        cookie = found ? decoded! : [];
        return found;
    }
}

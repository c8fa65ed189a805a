namespace Vote.Api.Operations;

/// <summary>
/// What every answer forbids browsers: foreign scripts, frames, referrers, and strings as scripts. The board alone may be read from
/// elsewhere.
/// </summary>
internal sealed class SecurityHeaders
{
    private readonly string policy;
    private readonly bool isHttps;

    /// <param name="publicAddress">Where browsers see this server.</param>
    /// <param name="provider">The digital-ID provider, to which a form may lead.</param>
    public SecurityHeaders(Uri publicAddress, Uri provider)
    {
        isHttps = publicAddress.Scheme == Uri.UriSchemeHttps;
        policy = string.Join("; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            $"form-action 'self' {provider.GetLeftPart(UriPartial.Authority)}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'");
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        if (isHttps)
        {
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        }

        return next(context);
    }
}

using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vote.Api.Http;
using Vote.Canonical;
using Vote.Ledger;
using Base64Url = Vote.Canonical.Base64Url;

namespace Vote.Api.SignIn;

/// <summary>Makes session tokens, and says how they are checked: ES256, our name, our key, our time.</summary>
internal sealed class SessionTokens(Uri publicAddress, TokenKey key, TimeProvider clock)
{
    private readonly string name = publicAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>How long a session lasts.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(30);

    /// <summary>A new session and its token.</summary>
    public (Session Session, string Token) Open(Ticket ticket)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var session = new Session(ticket.Election, ticket.Credential, new SlotNumber(ticket.Slot), ticket.Generation, now + Lifetime);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = name,
            Audience = name,
            IssuedAt = now.UtcDateTime,
            Expires = session.Expires.UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [Session.ElectionClaim] = ticket.Election,
                [Session.CredentialClaim] = Base64Url.Encode(ticket.Credential.Bytes),
                [Session.SlotClaim] = ticket.Slot,
                [Session.GenerationClaim] = ticket.Generation,
            },
            SigningCredentials = key.Credentials,
        });
        return (session, token);
    }

    /// <summary>How the framework's handler checks them.</summary>
    public void Configure(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = name,
            ValidAudience = name,
            IssuerSigningKey = key.Security,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (_, expires, _, _) => expires is { } end && clock.GetUtcNow().UtcDateTime < end,
        };
        options.Events = new JwtBearerEvents
        {
            OnChallenge = context =>
            {
                context.HandleResponse();
                context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
                return Problems.WriteAsync(context.HttpContext, ProblemCode.Unauthorized);
            },
        };
    }
}

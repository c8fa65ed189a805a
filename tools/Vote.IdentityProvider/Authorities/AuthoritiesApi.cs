using Microsoft.AspNetCore.Http.HttpResults;
using Vote.Canonical;
using Vote.IdentityProvider.Pages;

namespace Vote.IdentityProvider.Authorities;

/// <summary>What a test election's trust store takes from here. The real authorities publish elsewhere and otherwise.</summary>
internal static class AuthoritiesApi
{
    public static void MapAuthorities(this IEndpointRouteBuilder routes) => routes.MapGet("/jpki/authorities", List);

    internal static Ok<AuthorityList> List(AuthorityFolder folder) => TypedResults.Ok(new AuthorityList(
        Texts.StandInNotice,
        [.. folder.Publish().Select(one => new Entry(one.Kind, Base64Url.Encode(one.Certificate), Base64Url.Encode(one.RevocationList)))]));

    internal sealed record AuthorityList(string StandIn, IReadOnlyList<Entry> Authorities);

    internal sealed record Entry(string Kind, string Certificate, string RevocationList);
}

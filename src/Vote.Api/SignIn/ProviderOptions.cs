namespace Vote.Api.SignIn;

/// <summary>The digital-ID provider, as it was registered there.</summary>
/// <param name="Issuer">Its name in tokens and its address: scheme, host and port; no slash at the end.</param>
/// <param name="ClientId">Our name there.</param>
/// <param name="ClientKey">The key that proves it (private_key_jwt).</param>
public sealed record ProviderOptions(string Issuer, string ClientId, TokenKey ClientKey)
{
    /// <summary>The only level of authentication that is taken: the card's key, or its phone's.</summary>
    public const string Level = "aal3";

    /// <summary>Its address.</summary>
    public Uri Address => new(Issuer);
}

using Vote.Tally.Terminal;

namespace Vote.Tally.Network;

/// <summary>Addresses from the command line.</summary>
internal static class Addresses
{
    /// <summary>An http or https address.</summary>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw Stop.CouldNotRun(Texts.AddressMalformed, text);
}

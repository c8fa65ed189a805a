using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vote.Identity.Acts;

/// <summary>
/// The time an act states, in whole seconds, written for the voter in Japanese time: <c>2025-06-01T12:00:00+09:00</c>.
/// spec/identity §5 (2)
/// </summary>
public sealed record ActTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'+09:00'";
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private ActTime(DateTimeOffset value) => Value = value;

    /// <summary>The instant.</summary>
    public DateTimeOffset Value { get; }

    /// <summary>The second in which an instant lies.</summary>
    public static ActTime Of(DateTimeOffset instant) => new(DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds()).ToOffset(Japan));

    /// <summary>Reads the only accepted spelling.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ActTime? time)
    {
        time = DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is >= 2000 and <= 2199
                ? new ActTime(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Japan))
                : null;
        return time is not null && time.ToString() == text;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(Format, CultureInfo.InvariantCulture);
}

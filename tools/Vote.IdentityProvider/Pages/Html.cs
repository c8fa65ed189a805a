using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Vote.IdentityProvider.Pages;

/// <summary>
/// Markup. It is made from literals of this program and from values, which are always encoded, so no value becomes markup.
/// Attributes are written in double quotes and every element is closed: pages are XML too, and tests read them so.
/// </summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    /// <summary>No markup.</summary>
    public static Html Nothing { get; } = new("");

    /// <summary>Literal parts stay, holes are encoded.</summary>
    public static Html Of(Template template) => new(template.ToString());

    /// <summary>Parts behind one another.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.markup)));

    /// <inheritdoc/>
    public override string ToString() => markup;

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Template(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string value) => text.Append(value);

        public void AppendFormatted(string value) => text.Append(Encoder.Encode(value));

        public void AppendFormatted(int value) => text.Append(value);

        public void AppendFormatted(Html value) => text.Append(value.markup);

        public override string ToString() => text.ToString();
    }
}

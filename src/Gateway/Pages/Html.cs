using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Actors.Gateway.Pages;

/// <summary>
/// Markup that is safe to send. It is only made from interpolated strings: what the source spells out is markup, and
/// every hole is text, encoded, unless it is markup itself. Attribute values in quotes are safe likewise.
/// </summary>
internal readonly record struct Html
{
    private readonly string? markup;

    private Html(string markup) => this.markup = markup;

    public static Html Of(Markup markup) => new(markup.ToString());

    public static Html Of(IEnumerable<Html> parts) => new(string.Concat(parts));

    public override string ToString() => markup ?? "";

    /// <summary>Puts an interpolated string together.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly StringBuilder text;

        public Markup(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 32));

        public void AppendLiteral(string value) => text.Append(value);

        public void AppendFormatted(string? value) => text.Append(value is null ? "" : HtmlEncoder.Default.Encode(value));

        public void AppendFormatted(Html value) => text.Append(value.ToString());

        public override string ToString() => text.ToString();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Actors.Tools;

/// <summary>An address with placeholders (RFC 6570 §1.2, level 1): each stands for one path segment, percent-encoded.</summary>
public sealed class UriTemplate
{
    private readonly Regex pattern;

    public UriTemplate(string text)
    {
        Text = text;
        var parts = text.Split('{', '}');
        Parameters = [.. parts.Where((_, i) => i % 2 == 1)];
        pattern = new($"^{string.Concat(parts.Select((part, i) => i % 2 == 1 ? $"(?<{part}>[^/?#]+)" : Regex.Escape(part)))}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
    }

    public string Text { get; }

    /// <summary>The placeholders' names, in order. None in the address of a single resource.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Whether an address has this form, and if so what stands in the placeholders.</summary>
    public bool TryMatch(string uri, [NotNullWhen(true)] out IReadOnlyList<string>? values)
    {
        var match = pattern.Match(uri);
        values = match.Success ? [.. Parameters.Select(name => Uri.UnescapeDataString(match.Groups[name].Value))] : null;
        return match.Success;
    }
}

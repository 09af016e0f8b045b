using System.Text.RegularExpressions;
using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <summary>
/// Reads intent by rules, the same for the same words. A tool that is named is meant. Otherwise each tool is as likely as its name or
/// title is covered by the text, where a word that few tools have counts for more, and synonyms count. The likeliest is meant if it
/// is covered well and clearly ahead; if not, the client chooses. Then <see cref="ArgumentRules"/> look for the arguments.
/// </summary>
public sealed partial class IntentRules : IIntentReader
{
    private const double Clear = 0.75, Ahead = 0.05, Conceivable = 0.3, OtherNumber = 0.8;
    private const int Choices = 3;

    /// <summary>Words of people, and the words of tools that they may stand for.</summary>
    private static readonly Dictionary<string, string[]> Synonyms = new(StringComparer.Ordinal)
    {
        ["show"] = ["list", "get"], ["view"] = ["list", "get"], ["see"] = ["list", "get"], ["display"] = ["list", "get"], ["which"] = ["list"],
        ["what"] = ["list", "get"], ["read"] = ["get"], ["tell"] = ["get"], ["add"] = ["create", "set", "put"], ["new"] = ["create", "set"],
        ["make"] = ["create", "set"], ["store"] = ["put"], ["save"] = ["put"], ["log"] = ["track"], ["record"] = ["track"], ["note"] = ["track"],
        ["change"] = ["update", "change"], ["edit"] = ["update"], ["rename"] = ["rename", "update"], ["remove"] = ["delete", "remove", "revoke"],
        ["erase"] = ["delete"], ["drop"] = ["delete"], ["cancel"] = ["revoke"], ["company"] = ["organisation"], ["organization"] = ["organisation"],
        ["people"] = ["user"], ["member"] = ["user"], ["person"] = ["user"], ["app"] = ["application"], ["target"] = ["goal"],
    };

    private static readonly HashSet<string> Small = [.. "a an the my me i of to in on for and or is are am do does please can could you your all with by have has".Split(' ')];

    /// <inheritdoc />
    public ValueTask<Errand> Read(string text, Errand soFar, IReadOnlyList<Tool> tools, CancellationToken cancellation)
    {
        if (soFar.Tool is null) soFar = Choose(text, tools);
        return ValueTask.FromResult(soFar.Tool is { } tool ? soFar.With(ArgumentRules.Read(text, tool, soFar.Arguments)) : soFar);
    }

    /// <summary>The tool that a text is about, or those that it may be about.</summary>
    internal static Errand Choose(string text, IReadOnlyList<Tool> tools)
    {
        if (Token().Matches(text).Select(token => tools.FirstOrDefault(tool => tool.Name == token.Value)).FirstOrDefault(named => named is not null) is { } named)
            return new() { Tool = named };
        var said = Words(text).SelectMany(word => Synonyms.GetValueOrDefault(Singular(word), []).Prepend(word)).ToHashSet();
        var owners = tools.SelectMany(tool => Words(tool.Name).Select(Singular).Distinct()).CountBy(word => word).ToDictionary();
        var likely = tools.Select(tool => (Tool: tool, Likelihood: Math.Max(Covered(tool.Name), Covered(tool.Declared.Title))))
            .Where(one => one.Likelihood >= Conceivable).OrderByDescending(one => one.Likelihood).ThenBy(one => one.Tool.Name, StringComparer.Ordinal).ToList();
        return likely is [var first, ..] && first.Likelihood >= Clear && (likely.Count == 1 || first.Likelihood - likely[1].Likelihood >= Ahead)
            ? new() { Tool = first.Tool }
            : new() { Candidates = [.. likely.Take(Choices).Select(one => one.Tool)] };

        double Covered(string name)
        {
            var words = Words(name).ToList();
            return words.Sum(word => Weight(word) * (said.Contains(word) ? 1 : said.Contains(Other(word)) ? OtherNumber : 0)) / words.Sum(Weight);
        }

        double Weight(string word) => Math.Log(1 + ((double)tools.Count / owners.GetValueOrDefault(Singular(word), 1)));
    }

    /// <summary>The words that carry meaning.</summary>
    private static IEnumerable<string> Words(string text) => Word().Matches(text.ToLowerInvariant()).Select(word => word.Value).Where(word => !Small.Contains(word));

    private static string Singular(string word) => word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    /// <summary>The plural of a singular, and the other way round.</summary>
    private static string Other(string word) => Singular(word) is var singular && singular != word ? singular : word + "s";

    [GeneratedRegex("[a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex("[a-z0-9]+(_[a-z0-9]+)+|whoami", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}

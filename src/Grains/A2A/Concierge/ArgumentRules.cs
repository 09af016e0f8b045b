using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <summary>
/// Finds the arguments of a tool in a text: first what stands beside an argument's name, then what only one argument can be, by its
/// form. If the client was asked for a single argument and none of this helps, the text is that argument.
/// </summary>
internal sealed partial class ArgumentRules
{
    private readonly JsonObject found = [];
    private readonly List<JsonProperty> open;
    private readonly HashSet<string> required;
    private string text;

    private ArgumentRules(string text, Tool tool, JsonElement given)
    {
        this.text = text.Replace(tool.Name, " ", StringComparison.Ordinal);
        required = tool.InputSchema.TryGetProperty("required"u8, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
        open = [.. tool.InputSchema.GetProperty("properties"u8).EnumerateObject().Where(argument => !given.TryGetProperty(argument.Name, out _))];
    }

    /// <summary>What the text says of the arguments that are not given yet, a JSON object.</summary>
    public static JsonElement Read(string text, Tool tool, JsonElement given)
    {
        var rules = new ArgumentRules(text, tool, given);
        var missing = rules.open.Where(argument => rules.required.Contains(argument.Name)).ToList();
        rules.Named();
        rules.Formed("date", Date());
        rules.Formed("email", Email());
        rules.Chosen();
        rules.Identified();
        rules.Counted();
        if (rules.found.Count == 0 && given.EnumerateObject().Any() && missing is [var asked] && Is(asked, "string")) rules.found[asked.Name] = text.Trim();
        return JsonSerializer.SerializeToElement(rules.found);
    }

    /// <summary>"unit km", "goalId: g_1", "title is 'A long one'", "deadline = 2027-01-31".</summary>
    private void Named()
    {
        foreach (var argument in open.OrderByDescending(argument => argument.Name.Length).ToList())
        {
            var spelled = string.Join("[ _-]?", Part().Matches(argument.Name).Select(part => Regex.Escape(part.Value)));
            var match = Regex.Match(text, $"""(?<![\w-]){spelled}(\s*[:=]\s*|\s+(is|to|of)\s+|\s+)("(?<v>[^"]*)"|'(?<v>[^']*)'|(?<v>[^\s,;]*[^\s,;:.!?]))""",
                RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            if (match.Success && Value(argument, match.Groups["v"].Value) is { } value) Take(argument, value, match);
        }
    }

    /// <summary>A date, or an address, where one argument alone is one.</summary>
    private void Formed(string kind, Regex form)
    {
        if (form.Match(text) is { Success: true } match && Only(argument => kind == "email" ? argument.Name.Contains(kind, StringComparison.OrdinalIgnoreCase) : Text(argument, "format") == kind) is { } argument)
            Take(argument, match.Value, match);
    }

    /// <summary>One of the values that an argument can have.</summary>
    private void Chosen()
    {
        foreach (var argument in open.Where(argument => argument.Value.TryGetProperty("enum"u8, out _)).ToList())
        {
            var match = argument.Value.GetProperty("enum"u8).EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String)
                .Select(value => Regex.Match(text, $@"(?<!\w){Regex.Escape(value.GetString()!)}(?!\w)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))).FirstOrDefault(match => match.Success);
            if (match is not null && Value(argument, match.Value.ToLowerInvariant()) is { } value) Take(argument, value, match);
        }
    }

    /// <summary>An id such as g_abc, where the tool has to know which one.</summary>
    private void Identified()
    {
        if (Id().Match(text) is { Success: true } match && Only(argument => argument.Name.EndsWith("Id", StringComparison.Ordinal) && Is(argument, "string")) is { } argument)
            Take(argument, match.Value, match);
    }

    /// <summary>A number, with its unit behind it: "100 km".</summary>
    private void Counted()
    {
        if (Amount().Match(text) is not { Success: true } match) return;
        var number = Only(argument => required.Contains(argument.Name) && IsNumber(argument)) ?? Only(IsNumber);
        if (number is not { } argument || Value(argument, match.Groups["n"].Value) is not { } value) return;
        var unit = open.FirstOrDefault(one => one.Name == "unit");
        Take(argument, value, match);
        if (unit.Value.ValueKind == JsonValueKind.Object && match.Groups["u"] is { Success: true, Value: var word } && word is not ("by" or "in" or "for" or "of" or "to" or "on" or "until"))
            Take(unit, word, null);
    }

    private JsonProperty? Only(Func<JsonProperty, bool> fits) => open.Where(fits).ToList() is [var one] ? one : null;

    private void Take(JsonProperty argument, JsonNode value, Match? match)
    {
        found[argument.Name] = value;
        open.RemoveAll(one => one.Name == argument.Name);
        if (match is not null) text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
    }

    /// <summary>A word as the argument's type has it, or null where it cannot be one.</summary>
    private static JsonNode? Value(JsonProperty argument, string word) => argument switch
    {
        _ when IsNumber(argument) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : null,
        _ when Is(argument, "boolean") => word.ToLowerInvariant() switch { "true" or "yes" => true, "false" or "no" => false, _ => null },
        _ when Is(argument, "array") => new JsonArray([.. word.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => JsonValue.Create(one.Trim()))]),
        _ when Is(argument, "string") => word,
        _ => null,
    };

    private static bool IsNumber(JsonProperty argument) => Is(argument, "number") || Is(argument, "integer");

    private static bool Is(JsonProperty argument, string type) => argument.Value.TryGetProperty("type"u8, out var declared)
        && (declared.ValueKind == JsonValueKind.Array ? declared.EnumerateArray().Any(one => one.ValueEquals(type)) : declared.ValueEquals(type));

    private static string? Text(JsonProperty argument, string keyword) => argument.Value.TryGetProperty(keyword, out var text) ? text.GetString() : null;

    [GeneratedRegex("[A-Z]?[a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[a-z]{1,8}_[A-Za-z0-9]{2,}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"(?<![\w.-])(?<n>-?\d+(\.\d+)?)(\s*(?<u>[A-Za-z%]+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Amount();
}

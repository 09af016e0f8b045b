using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Conformance.Tests;

/// <summary>The checks of one scenario, as the tool wrote them down.</summary>
public sealed partial record Scenario(string Name, int Passed, IReadOnlyList<string> Faults)
{
    /// <summary>Reads <c>server-NAME-TIMESTAMP/checks.json</c>.</summary>
    public static Scenario Read(string folder)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "checks.json")));
        var checks = file.RootElement.EnumerateArray().Select(check => (
            Status: check.GetProperty("status").GetString(),
            Words: $"{check.GetProperty("id").GetString()}: {(check.TryGetProperty("errorMessage", out var error) ? error.GetString() : check.GetProperty("description").GetString())}")).ToList();
        return new(NameOf().Match(Path.GetFileName(folder)).Groups["name"].Value,
            checks.Count(check => check.Status == "SUCCESS"), [.. checks.Where(check => check.Status == "FAILURE").Select(check => check.Words)]);
    }

    [GeneratedRegex("^server-(?<name>.+?)-[0-9]{4}-[0-9]{2}-[0-9]{2}T.*$", RegexOptions.ExplicitCapture)]
    private static partial Regex NameOf();
}

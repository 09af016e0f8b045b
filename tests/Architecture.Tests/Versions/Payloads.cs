using System.Text.Json.Nodes;

namespace Actors.Architecture.Tests.Versions;

/// <summary>
/// A golden file of bytes as every version up to this one has written them: a line is a name, what was written as JSON
/// and, where the bytes are not that JSON itself, the bytes. A change of shape adds a line; the older ones stay, and stay readable.
/// </summary>
internal static class Payloads
{
    /// <summary>Fails unless every line reads as what it says and the last line of each name is today's.</summary>
    /// <param name="file">The golden file.</param>
    /// <param name="today">Today's line of each name.</param>
    /// <param name="read">What the bytes of a line are read as today, as JSON.</param>
    public static void MustBe(string file, IEnumerable<Payload> today, Func<Payload, JsonNode?> read)
    {
        var lines = Golden.Lines(file).Select(Payload.Parse).ToList();
        var latest = today.ToDictionary(payload => payload.Name);
        foreach (var line in lines.Where(line => latest.ContainsKey(line.Name)))
            Assert.True(
                Agree(JsonNode.Parse(line.Json), read(line), JsonNode.Parse(latest[line.Name].Json)),
                $"{line.Name} was once written as\n{line.Json}\nwhich is now read as\n{read(line)?.ToJsonString()}");

        lines.AddRange(latest.Values.Where(payload => lines.FindLast(line => line.Name == payload.Name)?.Json != payload.Json));
        Golden.MustBe(file, [.. lines.OrderBy(line => line.Name, StringComparer.Ordinal).Select(line => line.ToString())]);
    }

    /// <summary>Whether all that was written is read, apart from members that there are no more.</summary>
    public static bool Agree(JsonNode? written, JsonNode? read, JsonNode? known) => (written, read) switch
    {
        (JsonObject was, JsonObject now) => was.All(member =>
            known?[member.Key] is not { } still || Agree(member.Value, now[member.Key], still)),
        (JsonArray was, JsonArray now) => was.Count == now.Count && was.Zip(now).All(item => Agree(item.First, item.Second, known?[0])),
        _ => JsonNode.DeepEquals(written, read),
    };
}

/// <summary>What was written of the sample of a type.</summary>
/// <param name="Name">The state's name or the message's alias.</param>
/// <param name="Json">Its content.</param>
/// <param name="Bytes">Base64 of the bytes, or empty where they are the JSON itself.</param>
internal sealed record Payload(string Name, string Json, string Bytes = "")
{
    public static Payload Parse(string line)
    {
        var (name, json) = (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..(line.LastIndexOf('}') + 1)]);
        return new(name, json, line[(name.Length + json.Length + 1)..].Trim());
    }

    public override string ToString() => $"{Name} {Json} {Bytes}".TrimEnd();
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>
/// A part of a list, and the cursor of the next (utilities: Pagination). A cursor names its list and the last entry it
/// followed, so that a list which changes meanwhile neither repeats nor skips what stays in it.
/// </summary>
internal static class Page
{
    private const int Size = 100;

    /// <summary>The page that a request asks for; entries are ordered by their keys. Null, after the error was given, where its cursor is none of this list.</summary>
    public static IReadOnlyList<T>? Of<T>(McpCall call, string list, IReadOnlyList<T> all, Func<T, string> key, out string? next)
    {
        next = null;
        var after = "";
        if (call.Params.ValueKind == System.Text.Json.JsonValueKind.Object && call.Params.TryGetProperty("cursor"u8, out _)
            && !TryRead(call.Text("cursor"u8), list, out after))
        {
            call.Fail(McpError.InvalidParams("Invalid params: no such cursor. Ask for the list without one."));
            return null;
        }
        List<T> page = [.. all.Where(entry => string.CompareOrdinal(key(entry), after) > 0).Take(Size + 1)];
        if (page.Count <= Size) return page;
        page.RemoveAt(Size);
        next = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{list} {key(page[^1])}")));
        return page;
    }

    /// <summary>Ends a list with the cursor, if there is more.</summary>
    public static void WriteCursor(McpCall call, string? next)
    {
        if (next is not null) call.Reply.Json.WriteString("nextCursor"u8, next);
    }

    private static bool TryRead(string? cursor, string list, out string after)
    {
        after = "";
        if (cursor is null || !Base64Url.IsValid(cursor)) return false;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        if (!text.StartsWith(list + " ", StringComparison.Ordinal)) return false;
        after = text[(list.Length + 1)..];
        return true;
    }
}

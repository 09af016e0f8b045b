using System.Text.Json;
using System.Text.Unicode;

namespace Actors.Gateway;

/// <summary>What the JSON reader leaves unchecked until somebody asks for a string.</summary>
internal static class JsonText
{
    /// <summary>Whether every string can be read: valid UTF-8, and no half of a surrogate pair written as an escape.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool IsText(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) return false;
        if (utf8.IndexOf("\\u"u8) < 0) return true;
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

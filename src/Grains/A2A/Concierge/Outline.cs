using System.Text;
using System.Text.Json;

namespace Actors.Grains.A2A.Concierge;

/// <summary>JSON as lines that people read without minding braces: a member to a line, what is within it indented.</summary>
internal static class Outline
{
    public static string Of(string json)
    {
        var text = new StringBuilder();
        Write(text, JsonElement.Parse(json), "");
        return text.ToString().Trim();
    }

    private static void Write(StringBuilder text, JsonElement value, string indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Write(text, $"{indent}{member.Name}:", member.Value, indent);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Write(text, $"{indent}-", item, indent);
                break;
            default:
                text.Append(indent).Append(value).AppendLine();
                break;
        }
    }

    private static void Write(StringBuilder text, string head, JsonElement value, string indent)
    {
        text.Append(head);
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) text.Append(' ').Append(value).AppendLine();
        else if (value.GetRawText() is "[]" or "{}") text.AppendLine(" none");
        else Write(text.AppendLine(), value, indent + "  ");
    }
}

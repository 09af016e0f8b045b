using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Actors.Gateway.A2A.Dialects;

/// <summary>
/// Reads a message in ProtoJSON: members in camelCase or as the proto spells them, a null like a member that is not there, unknown
/// members skipped.
/// </summary>
/// <param name="json">The object.</param>
/// <param name="path">Where it stands in the request, for errors.</param>
internal readonly struct ProtoJson(JsonElement json, string path)
{
    /// <exception cref="A2AException">It is no object.</exception>
    public static ProtoJson Of(JsonElement json, string path) => json.ValueKind == JsonValueKind.Object
        ? new(json, path)
        : throw A2AException.Invalid(path, $"{(path.Length == 0 ? "The request" : path)} must be an object.");

    public bool Has(string name) => TryGet(name, out _);

    public string? Text(string name) => !TryGet(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, "a string");

    /// <summary>A text that has to be there, and not empty.</summary>
    public string Demand(string name) => Text(name) is { Length: > 0 } text ? text : throw A2AException.Invalid(At(name), $"{At(name)} is required.");

    public bool Flag(string name) => TryGet(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>A name of an enum, which may be given by its number too.</summary>
    /// <param name="name">The member.</param>
    /// <param name="names">The enum's names, in the order of their numbers.</param>
    public string? Enum(string name, params ReadOnlySpan<string> names) =>
        TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 && number < names.Length ? names[number] : Text(name);

    /// <summary>Bytes as base64, by either alphabet, with or without padding; answered in the standard form.</summary>
    public string? Bytes(string name)
    {
        if (Text(name) is not { } text) return null;
        var padded = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        padded += new string('=', (4 - padded.Length % 4) % 4);
        return Base64.IsValid(padded) ? padded : throw Wrong(name, "base64");
    }

    public int? Number(string name) => !TryGet(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var exact) && exact == Math.Truncate(exact) && Math.Abs(exact) <= int.MaxValue ? (int)exact
        : value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(name, "a whole number");

    /// <summary>A JSON object, as its text.</summary>
    public string? Struct(string name) => !TryGet(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Object ? Raw(value)
        : throw Wrong(name, "an object");

    /// <summary>Any JSON value, as its text; here null is one.</summary>
    public string? Value(string name) => json.TryGetProperty(name, out var value) ? Raw(value) : null;

    public ProtoJson? Message(string name) => TryGet(name, out var value) ? Of(value, At(name)) : null;

    public IReadOnlyList<T> List<T>(string name, Func<JsonElement, string, T> read)
    {
        if (!TryGet(name, out var value)) return [];
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(name, "an array");
        var at = At(name);
        return [.. value.EnumerateArray().Select((item, i) => read(item, string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]")))];
    }

    public IReadOnlyList<string> Texts(string name) => List(name, (item, at) => item.ValueKind == JsonValueKind.String
        ? item.GetString()!
        : throw A2AException.Invalid(at, $"{at} must be a string."));

    /// <summary>The path of a member.</summary>
    public string At(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public A2AException Wrong(string name, string right) => A2AException.Invalid(At(name), $"{At(name)} must be {right}.");

    private bool TryGet(string name, out JsonElement value) =>
        (json.TryGetProperty(name, out value) || json.TryGetProperty(SnakeCase(name), out value)) && value.ValueKind != JsonValueKind.Null;

    private static string Raw(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

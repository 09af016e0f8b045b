using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Gateway.Errors;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Rest.Archives;
using Actors.Tools;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Rest;

/// <summary>
/// Gathers a request's arguments into the one object that the tool's schema describes: placeholders of the path, and the
/// query for GET and DELETE or the JSON body for the others.
/// </summary>
internal static class ToolArguments
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="ActorException">The request is not what the tool can read.</exception>
    public static async ValueTask<JsonElement> Read(HttpRequest request, Tool tool, IReadOnlyList<string> path)
    {
        var takesBody = tool.Route.Method is not ("GET" or "DELETE");
        if (takesBody && request.Query.Count > 0)
            throw Refuse($"{tool.Route.Method} takes its arguments in a JSON body, not in the query.");
        if (!takesBody && HasBody(request))
            throw Refuse($"{tool.Route.Method} takes its arguments in the query, not in a body.");

        var arguments = takesBody ? await Body(request, tool) : Query(request.Query, tool);
        return path.Count == 0 || arguments.ValueKind != JsonValueKind.Object ? arguments : WithPath(arguments, tool, path);
    }

    /// <summary>The placeholders of the path alone, where an archive is sent or brought.</summary>
    /// <exception cref="ActorException">There are others.</exception>
    public static JsonElement OfPath(HttpRequest request, Tool tool, IReadOnlyList<string> path) => request.Query.Count == 0
        ? WithPath(JsonElement.Parse("{}"), tool, path)
        : throw Refuse("An archive is always whole: leave the query out.");

    private static async ValueTask<JsonElement> Body(HttpRequest request, Tool tool)
    {
        if (!HasBody(request)) return JsonElement.Parse("{}");
        if (!request.HasJsonContentType())
            throw new ActorException(ErrorKind.UnsupportedMediaType, tool.Declared.Archive
                ? $"Send the archive with Content-Type: {ArchiveDownload.ContentType}." : "Send the body as JSON, with Content-Type: application/json.");
        try
        {
            var bytes = await BodyText.Gather(request.HttpContext);
            try
            {
                var utf8 = bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray();
                return JsonText.IsText(utf8) ? JsonElement.Parse(utf8, Strict) : throw Refuse("The body is not UTF-8, or it has half of a surrogate pair.");
            }
            finally
            {
                request.BodyReader.AdvanceTo(bytes.End);
            }
        }
        catch (JsonException malformed)
        {
            throw Refuse($"The body is not valid JSON: {Where(malformed)}.");
        }
    }

    private static JsonElement Query(IQueryCollection query, Tool tool)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in query) arguments[name] = Value(values, PropertySchema(tool, name));
        return JsonSerializer.SerializeToElement(arguments);
    }

    private static JsonElement WithPath(JsonElement arguments, Tool tool, IReadOnlyList<string> path)
    {
        var merged = JsonObject.Create(arguments)!;
        for (var i = 0; i < path.Count; i++)
        {
            var name = tool.Route.Parameters[i];
            var value = Value(path[i], PropertySchema(tool, name));
            if (merged.TryGetPropertyValue(name, out var given) && !JsonNode.DeepEquals(given, value))
                throw ActorException.InvalidArgument(name, $"{name} is in the address already, and differs. Give it there only.");
            merged[name] = value;
        }
        return JsonSerializer.SerializeToElement(merged);
    }

    /// <summary>Text as the JSON that its schema asks for. What does not convert stays text, and the validation says so.</summary>
    private static JsonNode? Value(StringValues values, JsonElement schema)
    {
        if (Types(schema).Contains("array"))
        {
            var items = schema.TryGetProperty("items", out var item) ? item : default;
            return new JsonArray([.. values.Select(value => Scalar(value!, items))]);
        }
        return values.Count == 1 ? Scalar(values[0]!, schema) : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
    }

    private static JsonValue Scalar(string text, JsonElement schema)
    {
        var types = Types(schema);
        if (types.Contains("integer") || types.Contains("number"))
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
            const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (double.TryParse(text, Number, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return JsonValue.Create(number);
        }
        else if (types.Contains("boolean") && text is "true" or "false")
        {
            return JsonValue.Create(text == "true");
        }
        return JsonValue.Create(text)!;
    }

    private static JsonElement PropertySchema(Tool tool, string name) =>
        tool.InputSchema.GetProperty("properties").TryGetProperty(name, out var schema) ? schema : default;

    private static string[] Types(JsonElement schema) => schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.String ? [type.GetString()!]
        : [.. type.EnumerateArray().Select(one => one.GetString()!)];

    private static bool HasBody(HttpRequest request) => request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
        && request.ContentLength != 0;

    private static string Where(JsonException malformed) =>
        malformed.LineNumber is { } line && malformed.BytePositionInLine is { } position
            ? $"look at line {line + 1}, byte {position + 1}" : "it names a property twice";

    private static ActorException Refuse(string message) => new(ErrorCodes.InvalidArgument, message);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Contracts.Tools;

/// <summary>How arguments and results look as JSON: camel case, enumerations by name, nothing for null.</summary>
public static class ToolJson
{
    /// <summary>Arguments: what is unknown is refused.</summary>
    public static JsonSerializerOptions Arguments { get; } = Options(JsonUnmappedMemberHandling.Disallow);

    /// <summary>Results.</summary>
    public static JsonSerializerOptions Results { get; } = Options(JsonUnmappedMemberHandling.Skip);

    private static JsonSerializerOptions Options(JsonUnmappedMemberHandling unknown)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DictionaryKeyPolicy = null,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = unknown,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}

using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Gateway.Admission;
using Actors.Tools;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.Rest;

/// <summary>Serves the description of the REST surface, written once.</summary>
internal sealed class OpenApiEndpoint
{
    public const string Path = "/openapi/v1.json";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private readonly byte[] bytes;
    private readonly EntityTagHeaderValue tag;

    public OpenApiEndpoint(ToolCatalog catalog, PublicAddress address)
    {
        bytes = JsonSerializer.SerializeToUtf8Bytes(new OpenApiDocument(address).Describe(catalog), Json);
        tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"");
    }

    public IResult Get(HttpContext http)
    {
        BodyRoom.HoldAnswer(http, bytes.Length);
        return TypedResults.Bytes(bytes, "application/json", entityTag: tag);
    }
}

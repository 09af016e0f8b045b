using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>One kind of record that goes along with a tenant, in a file of its own: how it is read out, and how it is stored again under another id.</summary>
/// <param name="file">The file's name.</param>
internal abstract class TransferredKind(string file)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name of its file.</summary>
    public string File => file;

    /// <summary>The records it takes along, as docs/security.md names them.</summary>
    public abstract IEnumerable<string> Records { get; }

    /// <summary>The part behind the one that ended with <paramref name="after"/>.</summary>
    public abstract Task<Part> Read(Source source, string? after, CancellationToken cancellation);

    /// <summary>Stores some lines; repeating it changes nothing. Answers what could not be taken over, and why.</summary>
    public abstract Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation);

    /// <summary>A line of a file.</summary>
    protected static string Line(JsonObject record) => record.ToJsonString(Json);

    /// <summary>What a state says, as it is in a line and in its row.</summary>
    protected static byte[] Bytes(JsonNode state) => JsonSerializer.SerializeToUtf8Bytes(state, Json);

    /// <summary>Some lines, and where the next part begins; null where there is none.</summary>
    public readonly record struct Part(IReadOnlyList<string> Lines, string? Next);
}

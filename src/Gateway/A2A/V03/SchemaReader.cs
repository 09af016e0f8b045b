using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Gateway.A2A.Dialects;

namespace Actors.Gateway.A2A.V03;

/// <summary>Reads the JSON of A2A 0.3's JSON-RPC binding, by its published schema.</summary>
internal sealed class SchemaReader : WireReader
{
    protected override string User => "user";

    protected override string InlinePush => "pushNotificationConfig";

    protected override string Version => "0.3";

    protected override PutPush PushIn(ProtoJson json) => Webhook(json.Message("pushNotificationConfig") ?? throw A2AException.Invalid("pushNotificationConfig", "pushNotificationConfig is required."));

    public override (string Task, string? Push) PushName(ProtoJson json) => (json.Text("taskId") ?? json.Demand("id"), json.Text("pushNotificationConfigId"));

    protected override string? Scheme(ProtoJson authentication) => authentication.Texts("schemes") is [var first, ..] ? first : null;

    /// <summary>A client that says nothing waits, as in 1.0.</summary>
    protected override bool ReturnsImmediately(ProtoJson configuration) => configuration.Has("blocking") && !configuration.Flag("blocking");

    protected override Part Part(ProtoJson json) => json.Demand("kind") switch
    {
        "text" => new() { Text = json.Text("text"), Metadata = json.Struct("metadata") },
        "data" => new() { Data = json.Struct("data"), Metadata = json.Struct("metadata") },
        "file" when json.Message("file") is { } file => new()
        {
            Raw = file.Bytes("bytes"), Url = file.Text("uri"), Filename = file.Text("name"), MediaType = file.Text("mimeType"), Metadata = json.Struct("metadata"),
        },
        "file" => throw json.Wrong("file", "an object with bytes or uri"),
        _ => throw json.Wrong("kind", "text, file or data"),
    };
}

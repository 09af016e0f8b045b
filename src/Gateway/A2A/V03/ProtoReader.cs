using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Gateway.A2A.Dialects;

namespace Actors.Gateway.A2A.V03;

/// <summary>Reads the JSON of A2A 0.3's HTTP+JSON binding: the ProtoJSON of its package <c>a2a.v1</c>.</summary>
internal sealed class ProtoReader : WireReader
{
    protected override string Parts => "content";

    protected override string InlinePush => "pushNotification";

    protected override string Version => "0.3";

    /// <summary>The proto has the whole request for a body, and some clients send what is in it alone.</summary>
    protected override PutPush PushIn(ProtoJson json) => Webhook((json.Message("config") ?? json).Message("pushNotificationConfig") ?? throw A2AException.Invalid("pushNotificationConfig", "pushNotificationConfig is required."));

    protected override string? Scheme(ProtoJson authentication) => authentication.Texts("schemes") is [var first, ..] ? first : null;

    /// <summary>A flag that is not there is false: only a client that has no configuration at all waits without saying so.</summary>
    protected override bool ReturnsImmediately(ProtoJson configuration) => !configuration.Flag("blocking");

    /// <summary>Later patches of 0.3 have names of files and metadata of parts; what is answered stays in the shape that all of them read.</summary>
    protected override Part Part(ProtoJson json)
    {
        var (file, data) = (json.Message("file"), json.Message("data"));
        return new()
        {
            Text = json.Text("text"), Raw = file?.Bytes("fileWithBytes"), Url = file?.Text("fileWithUri"), MediaType = file?.Text("mimeType"), Filename = file?.Text("name"),
            Data = data?.Struct("data"), Metadata = json.Struct("metadata"),
        };
    }
}

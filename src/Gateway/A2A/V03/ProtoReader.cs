using Actors.Contracts.A2A;
using Actors.Gateway.A2A.Dialects;

namespace Actors.Gateway.A2A.V03;

/// <summary>Reads the JSON of A2A 0.3's HTTP+JSON binding: the ProtoJSON of its package <c>a2a.v1</c>.</summary>
internal sealed class ProtoReader : WireReader
{
    protected override string Parts => "content";

    protected override string PushConfig => "pushNotification";

    /// <summary>A flag that is not there is false: only a client that has no configuration at all waits without saying so.</summary>
    protected override bool ReturnsImmediately(ProtoJson configuration) => !configuration.Flag("blocking");

    protected override Part Part(ProtoJson json)
    {
        var (file, data) = (json.Message("file"), json.Message("data"));
        return new() { Text = json.Text("text"), Raw = file?.Bytes("fileWithBytes"), Url = file?.Text("fileWithUri"), MediaType = file?.Text("mimeType"), Data = data?.Struct("data") };
    }
}

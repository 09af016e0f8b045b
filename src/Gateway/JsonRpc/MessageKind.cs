namespace Actors.Gateway.JsonRpc;

/// <summary>What a JSON-RPC message is (basic: Messages).</summary>
internal enum MessageKind
{
    Invalid,
    Request,
    Notification,
    Response,
}

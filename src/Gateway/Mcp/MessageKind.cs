namespace Actors.Gateway.Mcp;

/// <summary>What a JSON-RPC message is (basic: Messages).</summary>
internal enum MessageKind
{
    Invalid,
    Request,
    Notification,
    Response,
}

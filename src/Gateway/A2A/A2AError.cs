namespace Actors.Gateway.A2A;

/// <summary>The errors of the protocol and how each binding words them (A2A 1.0.1 §5.4), with those that every binding has.</summary>
/// <param name="Code">The code in JSON-RPC.</param>
/// <param name="Status">The HTTP status in HTTP+JSON.</param>
/// <param name="Rpc">The canonical status of <c>google.rpc</c>.</param>
/// <param name="Reason">The reason in <c>google.rpc.ErrorInfo</c>.</param>
internal sealed record A2AError(int Code, int Status, string Rpc, string Reason)
{
    public static readonly A2AError TaskNotFound = new(-32001, 404, "NOT_FOUND", "TASK_NOT_FOUND");
    public static readonly A2AError TaskNotCancelable = new(-32002, 400, "FAILED_PRECONDITION", "TASK_NOT_CANCELABLE");
    public static readonly A2AError UnsupportedOperation = new(-32004, 400, "FAILED_PRECONDITION", "UNSUPPORTED_OPERATION");
    public static readonly A2AError ContentTypeNotSupported = new(-32005, 400, "INVALID_ARGUMENT", "CONTENT_TYPE_NOT_SUPPORTED");
    public static readonly A2AError ExtensionSupportRequired = new(-32008, 400, "FAILED_PRECONDITION", "EXTENSION_SUPPORT_REQUIRED");
    public static readonly A2AError VersionNotSupported = new(-32009, 400, "FAILED_PRECONDITION", "VERSION_NOT_SUPPORTED");
    public static readonly A2AError Unreadable = new(-32700, 400, "INVALID_ARGUMENT", "PARSE_ERROR");
    public static readonly A2AError InvalidRequest = new(-32600, 400, "INVALID_ARGUMENT", "INVALID_REQUEST");
    public static readonly A2AError TooLarge = new(-32600, 413, "INVALID_ARGUMENT", "REQUEST_TOO_LARGE");
    public static readonly A2AError MethodNotFound = new(-32601, 404, "NOT_FOUND", "METHOD_NOT_FOUND");
    public static readonly A2AError AgentNotFound = new(-32603, 404, "NOT_FOUND", "AGENT_NOT_FOUND");
    public static readonly A2AError InvalidParams = new(-32602, 400, "INVALID_ARGUMENT", "INVALID_PARAMS");
    public static readonly A2AError Internal = new(-32603, 500, "INTERNAL", "INTERNAL");
    public static readonly A2AError Forbidden = new(-32603, 403, "PERMISSION_DENIED", "PERMISSION_DENIED");
    public static readonly A2AError RateLimited = new(-32603, 429, "RESOURCE_EXHAUSTED", "RATE_LIMITED");
    public static readonly A2AError Unavailable = new(-32603, 503, "UNAVAILABLE", "UNAVAILABLE");
    public static readonly A2AError UnknownOutcome = new(-32603, 504, "UNKNOWN", "UNKNOWN_OUTCOME");
}

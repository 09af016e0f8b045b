using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Wire;

namespace Actors.Gateway.A2A.Dialects;

/// <summary>
/// Reads what clients send, in the JSON of A2A 1.0 (§4, §5.5), and refuses what the specification requires and is not there. An older
/// revision overrides what it words otherwise.
/// </summary>
internal partial class WireReader
{
    private const int DefaultPage = 50;

    private static readonly string[] States = ["TASK_STATE_UNSPECIFIED", .. Enum.GetValues<AgentTaskState>().Select(WireWriter.V10.State)];

    /// <summary>What a client's role is called.</summary>
    protected virtual string User => "ROLE_USER";

    /// <summary>The member of a message that its parts are in.</summary>
    protected virtual string Parts => "parts";

    /// <summary>A request to send a message (§3.2.1).</summary>
    public SendMessage Send(string agent, ProtoJson json)
    {
        var message = Message(json.Message("message") ?? json.Message("request") ?? throw A2AException.Invalid("message", "message is required."));
        var configuration = json.Message("configuration");
        return new()
        {
            Agent = agent,
            Message = message,
            ReturnImmediately = configuration is { } wanted && ReturnsImmediately(wanted),
            HistoryLength = Operations.Checked(configuration?.Number("historyLength")),
            Push = configuration?.Message(InlinePush) is { } push ? Webhook(push) : null,
        };
    }

    /// <summary>A request to have a webhook told of a task (§3.1.7).</summary>
    /// <param name="json">The request.</param>
    /// <param name="task">The task that the address names, if it does: the request may name no other.</param>
    public PutPush Push(ProtoJson json, string? task = null) => task is null || NotEmpty(json.Text("taskId")) is null || json.Text("taskId") == task ? PushIn(json)
        : throw A2AException.Invalid("taskId", "taskId is another task than the one in the address. Leave it out.");

    /// <summary>The webhook in a request.</summary>
    protected virtual PutPush PushIn(ProtoJson json) => Webhook(json);

    /// <summary>Which webhook is meant, of which task (§3.1.8).</summary>
    public virtual (string Task, string? Push) PushName(ProtoJson json) => (json.Demand("taskId"), json.Text("id"));

    /// <summary>A webhook (§4.3.1).</summary>
    protected PutPush Webhook(ProtoJson json)
    {
        var authentication = json.Message("authentication");
        return new()
        {
            Id = NotEmpty(json.Text("id")),
            Url = json.Demand("url"),
            Token = NotEmpty(json.Text("token")),
            Scheme = authentication is { } given ? Scheme(given) : null,
            Credentials = NotEmpty(authentication?.Text("credentials")),
            Version = Version,
        };
    }

    /// <summary>How a webhook's receiver lets us in.</summary>
    protected virtual string? Scheme(ProtoJson authentication) => authentication.Demand("scheme");

    /// <summary>The revision that webhooks are told in.</summary>
    protected virtual string Version => "1.0";

    /// <summary>A request for a list of tasks (§3.1.4).</summary>
    public static ListTasks List(string agent, ProtoJson json) => new()
    {
        Agent = agent,
        ContextId = NotEmpty(json.Text("contextId")),
        State = State(json.Enum("status", States)),
        StatusSince = Time(json.Text("statusTimestampAfter")),
        PageSize = json.Number("pageSize") ?? DefaultPage,
        PageToken = NotEmpty(json.Text("pageToken")),
        Read = new() { HistoryLength = json.Number("historyLength"), WithoutArtifacts = !json.Flag("includeArtifacts") },
    };

    /// <summary>The member of the configuration that asks for push notifications.</summary>
    protected virtual string InlinePush => "taskPushNotificationConfig";

    /// <summary>Whether the client would rather not wait.</summary>
    protected virtual bool ReturnsImmediately(ProtoJson configuration) => configuration.Flag("returnImmediately");

    /// <summary>A part, of which <see cref="Message"/> sees to it that it has one content.</summary>
    protected virtual Part Part(ProtoJson json) => new()
    {
        Text = json.Text("text"),
        Raw = json.Bytes("raw"),
        Url = json.Text("url"),
        Data = json.Value("data"),
        Metadata = json.Struct("metadata"),
        Filename = json.Text("filename"),
        MediaType = json.Text("mediaType"),
    };

    private Message Message(ProtoJson json)
    {
        var id = json.Demand("messageId");
        if (json.Enum("role", "ROLE_UNSPECIFIED", "ROLE_USER", "ROLE_AGENT") != User) throw json.Wrong("role", $"{User}: clients speak, and the agent answers");
        var parts = json.List(Parts, (part, at) => Checked(ProtoJson.Of(part, at)));
        if (parts.Count == 0) throw A2AException.Invalid(json.At(Parts), $"{json.At(Parts)} is required: a message has at least one part.");
        return new()
        {
            MessageId = id,
            ContextId = NotEmpty(json.Text("contextId")),
            TaskId = NotEmpty(json.Text("taskId")),
            Role = MessageRole.User,
            Parts = parts,
            Metadata = json.Struct("metadata"),
            Extensions = json.Texts("extensions"),
            ReferenceTaskIds = json.Texts("referenceTaskIds"),
        };
    }

    private Part Checked(ProtoJson json)
    {
        var part = Part(json);
        var contents = new[] { part.Text, part.Raw, part.Url, part.Data }.Count(content => content is not null);
        if (contents != 1) throw A2AException.Invalid(json.At("text"), $"A part has exactly one content: text, a file as bytes or by its address, or data. {json.At("")[..^1]} has {(contents == 0 ? "none" : "several")}.");
        return part;
    }

    private static AgentTaskState? State(string? text) => text is null or "" || text == States[0] ? null
        : Array.IndexOf(States, text) is > 0 and var place ? (AgentTaskState)(place - 1)
        : throw A2AException.Invalid("status", "status must be a state such as TASK_STATE_WORKING.");

    private static DateTimeOffset? Time(string? text) => text is null or "" ? null
        : Timestamp().Match(text) is { Success: true } match && DateTimeOffset.TryParse($"{match.Groups["seconds"]}{match.Groups["fraction"]}{match.Groups["zone"]}", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw A2AException.Invalid("statusTimestampAfter", "statusTimestampAfter must be a time such as 2026-01-31T12:00:00Z.");

    /// <summary>RFC 3339, whose digits behind the seventh of a second make no difference here.</summary>
    [GeneratedRegex(@"\A(?<seconds>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)((?<fraction>\.\d{1,7})\d*)?(?<zone>Z|[+-]\d\d:\d\d)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Timestamp();

    private static string? NotEmpty(string? text) => text is { Length: > 0 } ? text : null;
}

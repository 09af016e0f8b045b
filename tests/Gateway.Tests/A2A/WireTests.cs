using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts.A2A;
using Actors.Gateway.A2A;
using Actors.Gateway.A2A.Dialects;
using Actors.Gateway.Tests.Rest;
using Actors.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Gateway.Tests.A2A;

/// <summary>Whatever an agent says, clients are told in the shapes that are published; whatever fits them is understood.</summary>
[Collection(RestCollection.Name)]
public sealed class WireTests(ActorsApp app)
{
    private static readonly (WireWriter Writer, Published Shapes)[] Revisions = [(WireWriter.V10, Published.V10), (WireWriter.V03Rest, Published.V03Rest)];

    [Fact]
    public void Every_answer_has_the_published_shape() => Check.QuickThrowOnFailure(Prop.ForAll<int>(seed =>
    {
        var any = new Anything(seed);
        var (task, reply, status, artifact) = (any.Task(), any.Message(), new TaskUpdate { Status = any.Status() }, new TaskUpdate { Artifact = any.Artifact(), Append = any.Flag, LastChunk = any.Flag });
        foreach (var (writer, shapes) in Revisions)
        {
            shapes.Demand("SendMessageResponse", Written(json => writer.Write(json, new SendOutcome { Task = task })));
            shapes.Demand("SendMessageResponse", Written(json => writer.Write(json, new SendOutcome { Reply = reply })));
            foreach (var update in (TaskUpdate[])[new() { Task = task }, status, artifact]) shapes.Demand("StreamResponse", Written(json => writer.Write(json, update, "t", "c")));
        }
        Published.V03.Demand("Task", Written(json => WireWriter.V03.Write(json, new SendOutcome { Task = task })));
        Published.V03.Demand("Message", Written(json => WireWriter.V03.Write(json, new SendOutcome { Reply = reply })));
        Published.V03.Demand("TaskStatusUpdateEvent", Written(json => WireWriter.V03.Write(json, status, "t", "c")));
        Published.V03.Demand("TaskArtifactUpdateEvent", Written(json => WireWriter.V03.Write(json, artifact, "t", "c")));
    }));

    [Fact]
    public void What_was_written_is_read_as_it_was_past_members_that_nobody_knows() => Check.QuickThrowOnFailure(Prop.ForAll<int>(seed =>
    {
        var message = new Anything(seed).Message() with { Role = MessageRole.User };
        var request = new JsonObject { ["message"] = Strewn(JsonNode.Parse(Written(json => WireWriter.V10.Write(json, message)).GetRawText())!), ["future"] = 1 };
        var read = Dialect.V10.Reader.Send("echo", ProtoJson.Of(JsonElement.Parse(request.ToJsonString()), "")).Message;
        Assert.Equal(Written(json => WireWriter.V10.Write(json, message)).GetRawText(), Written(json => WireWriter.V10.Write(json, read)).GetRawText());
    }));

    [Fact]
    public void What_is_required_is_missed() => Check.QuickThrowOnFailure(Prop.ForAll<int>(seed =>
    {
        var message = new Anything(seed).Message() with { Role = MessageRole.User };
        foreach (var (dialect, parts) in ((Dialect, string)[])[(Dialect.V10, "parts"), (Dialect.V03, "parts"), (Dialect.V03Rest, "content")])
            foreach (var required in (string[])["messageId", "role", parts])
            {
                var json = JsonNode.Parse(Written(writer => dialect.Writer.Write(writer, message)).GetRawText())!.AsObject();
                json.Remove(required);
                var refused = Assert.Throws<A2AException>(() => dialect.Reader.Send("echo", ProtoJson.Of(JsonElement.Parse(new JsonObject { ["message"] = json }.ToJsonString()), "")));
                Assert.Equal($"message.{required}", refused.Details["field"]);
            }
    }));

    [Fact]
    public async Task Every_card_has_the_published_shape()
    {
        using var http = app.SignedIn();
        async Task<JsonElement> Read(string path, string? version)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/a2a/echo/{path}");
            if (version is not null) request.Headers.Add("A2A-Version", version);
            return await (await http.SendAsync(request)).Json();
        }

        Published.V10.Demand("AgentCard", await Read(".well-known/agent-card.json", "1.0"));
        Published.V10.Demand("AgentCard", await Read("extendedAgentCard", "1.0"));
        Published.V03.Demand("AgentCard", await Read(".well-known/agent-card.json", "0.3"));
        Published.V03.Demand("AgentCard", await Read(".well-known/agent-card.json", null));
        Published.V03Rest.Demand("AgentCard", await Read("v1/card", null));
        Assert.Equal("demo", (await Read("extendedAgentCard", "1.0")).GetProperty("supportedInterfaces")[0].Text("tenant"));
    }

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The same with members strewn in that nobody knows, wherever the protocol has an object of its own.</summary>
    private static JsonNode Strewn(JsonNode json)
    {
        if (json is JsonArray items) foreach (var item in items) if (item is JsonObject) Strewn(item);
        if (json is not JsonObject members) return json;
        foreach (var (name, value) in members.ToArray())
            if (value is not null && name is not ("metadata" or "data")) Strewn(value);
        members["unheardOf"] = new JsonObject { ["text"] = "x" };
        members["nothing"] = null;
        return json;
    }
}

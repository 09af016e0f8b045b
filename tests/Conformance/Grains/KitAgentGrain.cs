using System.Runtime.CompilerServices;
using Actors.Conformance.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Conformance.Grains;

/// <inheritdoc cref="IKitAgentGrain"/>
public sealed class KitAgentGrain : Grain, IKitAgentGrain
{
    /// <summary>Twice as long as the kit waits for an event.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);

    private static readonly AgentEvent Working = AgentEvent.Of(AgentTaskState.Working), Completed = AgentEvent.Of(AgentTaskState.Completed);
    private static readonly Part File = new() { Raw = Convert.ToBase64String("output"u8), Filename = "output.txt", MediaType = "text/plain" };

    /// <summary>The kit's scenarios, by the prefixes of their messages' ids; a longer prefix goes before a shorter one.</summary>
    private static readonly (string Prefix, AgentEvent[] Events)[] Scenarios =
    [
        ("tck-complete-task", [Said("Hello from TCK")]),
        ("tck-artifact-text", [Made(Part.OfText("Generated text content")), Completed]),
        ("tck-artifact-file-url", [Made(new() { Url = "https://example.com/output.txt", Filename = "output.txt", MediaType = "text/plain" }), Completed]),
        ("tck-artifact-file", [Made(File), Completed]),
        ("tck-artifact-data", [Made(Part.OfData("""{"key":"value","count":42}""")), Completed]),
        ("tck-message-response", [new() { Reply = [Part.OfText("Direct message response")] }]),
        ("tck-input-required", [AgentEvent.Of(AgentTaskState.InputRequired)]),
        ("tck-reject-task", [AgentEvent.Of(AgentTaskState.Rejected, Part.OfText("rejected"))]),
        ("tck-stream-001", [Working, Made(Part.OfText("Stream hello from TCK")), Completed]),
        ("tck-stream-002", [Completed]),
        ("tck-stream-003", [Working, Made(Part.OfText("Stream task lifecycle")), Completed]),
        ("tck-stream-ordering-001", [Working, Made(Part.OfText("Ordered output")), Completed]),
        ("tck-stream-artifact-text", [Working, Made(Part.OfText("Streamed text content")), Completed]),
        ("tck-stream-artifact-file", [Working, Made(File), Completed]),
        ("tck-stream-artifact-chunked", [Working, Made(Part.OfText("chunk-1 ")) with { LastChunk = false }, Made(Part.OfText("chunk-2")) with { Append = true }, Completed]),
    ];

    /// <inheritdoc />
    public async IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var id = turn.Message.MessageId;
        if (id.StartsWith("test-resubscribe-message-id", StringComparison.Ordinal))
        {
            yield return Working;
            await Task.Delay(Long, cancellation);
            yield return Completed;
            yield break;
        }
        foreach (var happens in Scenarios.FirstOrDefault(scenario => id.StartsWith(scenario.Prefix, StringComparison.Ordinal)).Events ?? Scenarios[0].Events) yield return happens;
    }

    private static AgentEvent Said(string text) => AgentEvent.Of(AgentTaskState.Completed, Part.OfText(text));

    private static AgentEvent Made(Part part) => AgentEvent.Of(new Artifact { ArtifactId = "output", Name = "output", Parts = [part] });
}

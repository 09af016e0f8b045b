using Actors.Contracts.A2A;

namespace Actors.Gateway.Tests.A2A;

/// <summary>Whatever an agent or a client might say, by chance.</summary>
internal sealed class Anything(int seed)
{
    private static readonly string[] Texts = ["a", "ü", "\"\\\n\u0001", "日本語 🎉", " ", "<script>", "\u2028", new string('x', 300)];
    private static readonly string[] Values = ["null", "0", "-1.5e3", "true", "\"text\"", "[1,null,{}]", "{}", """{"a":{"b":[null]}}"""];

    private readonly Random random = new(seed);

    public bool Flag => random.Next(2) == 0;

    public AgentTask Task() => new()
    {
        Id = Text(), ContextId = Text(), Agent = "echo", Status = Status(), Generation = 3, Artifacts = Many(Artifact), History = Many(Message),
    };

    public AgentTaskStatus Status() => new()
    {
        State = One(Enum.GetValues<AgentTaskState>()), Message = Maybe(Message), At = DateTimeOffset.UnixEpoch.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 40_000)),
    };

    public Message Message() => new()
    {
        MessageId = Text(), ContextId = Maybe(Text), TaskId = Maybe(Text), Role = One(Enum.GetValues<MessageRole>()), Parts = [Part(), .. Many(Part)], Metadata = Maybe(() => """{"k":null}"""),
        Extensions = Many(Text), ReferenceTaskIds = Many(Text),
    };

    public Artifact Artifact() => new()
    {
        ArtifactId = Text(), Name = Maybe(Text), Description = Maybe(Text), Parts = [Part(), .. Many(Part)], Metadata = Maybe(() => "{}"), Extensions = Many(Text),
    };

    private Part Part() => One<Func<Part>>([() => new() { Text = Text() }, () => new() { Raw = "AAEC" }, () => new() { Url = "https://example.com/" }, () => new() { Data = One(Values) }])() with
    {
        Metadata = Maybe(() => """{"k":1}"""), Filename = Maybe(Text), MediaType = Maybe(() => "text/plain"),
    };

    private string Text() => One(Texts);

    private T One<T>(T[] all) => all[random.Next(all.Length)];

    private T? Maybe<T>(Func<T> make) where T : class => Flag ? make() : null;

    private IReadOnlyList<T> Many<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => make())];
}

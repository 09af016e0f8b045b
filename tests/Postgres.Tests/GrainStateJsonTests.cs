using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using Actors.Postgres.Storage;

namespace Actors.Postgres.Tests;

public enum Pace
{
    OnTrack,
    FarBehind,
}

public sealed record Entry(DateOnly Day, decimal Amount);

public sealed record GoalState
{
    public string? Title { get; init; }

    public string? Note { get; init; }

    public Pace Pace { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public ImmutableList<Entry> Entries { get; init; } = [];

    public ImmutableDictionary<string, int> Totals { get; init; } = [];

    public ImmutableHashSet<string> Tags { get; init; } = [];
}

[JsonSerializable(typeof(GoalState))]
internal sealed partial class GoalStateContext : JsonSerializerContext;

/// <summary>The stored bytes of a state. They are in databases: a change here is a change of format.</summary>
public sealed class GrainStateJsonTests
{
    private static readonly GoalState State = new()
    {
        Title = "Läufe & <Höhenmeter> 🏔",
        Pace = Pace.FarBehind,
        Deadline = new DateTimeOffset(2026, 7, 28, 12, 0, 0, TimeSpan.Zero),
        Entries = [new(new DateOnly(2026, 7, 1), 12.50m)],
        Totals = ImmutableDictionary.CreateRange<string, int>([new("b", 2), new("a", 1), new("C", 3), new("ä", 4)]),
        Tags = ["run", "hike", "Bike"],
    };

    private static readonly string Bytes = """
        {"title":"Läufe & <Höhenmeter> \uD83C\uDFD4","pace":"farBehind","deadline":"2026-07-28T12:00:00+00:00",
        "entries":[{"day":"2026-07-01","amount":12.50}],"totals":{"C":3,"a":1,"b":2,"ä":4},"tags":["Bike","hike","run"]}
        """.ReplaceLineEndings("");

    public static TheoryData<string, GrainStateJson> Serializers => new()
    {
        { "reflection", new GrainStateJson([]) },
        { "source-generated", new GrainStateJson([GoalStateContext.Default]) },
    };

    [Theory]
    [MemberData(nameof(Serializers))]
    public void A_state_has_these_bytes_however_its_metadata_is_found(string metadata, GrainStateJson json)
    {
        Assert.Equal(Bytes, Encoding.UTF8.GetString(json.Serialize(State)));

        var read = json.Deserialize<GoalState>(Encoding.UTF8.GetBytes(Bytes), metadata)!;
        Assert.Equal(Bytes, Encoding.UTF8.GetString(json.Serialize(read)));
        Assert.Equal((State.Title, State.Pace, State.Deadline), (read.Title, read.Pace, read.Deadline));
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void What_a_newer_version_added_is_skipped_and_what_an_older_one_lacked_is_default(string metadata, GrainStateJson json)
    {
        var read = json.Deserialize<GoalState>("""{"colour":{"r":1},"title":"Run"}"""u8, metadata)!;

        Assert.Equal(("Run", Pace.OnTrack, 0), (read.Title, read.Pace, read.Entries.Count));
    }

    [Fact]
    public void A_state_without_content_is_two_bytes() =>
        Assert.Equal("{}", Encoding.UTF8.GetString(new GrainStateJson([]).Serialize(new { Note = default(string) })));
}

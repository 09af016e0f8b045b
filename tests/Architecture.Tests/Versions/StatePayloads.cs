using System.Text;
using System.Text.Json.Nodes;
using Actors.Postgres.Storage;

namespace Actors.Architecture.Tests.Versions;

/// <summary>The rows that every version so far has written, and this one must read.</summary>
public sealed class StatePayloads
{
    private static readonly GrainStateJson Json = new([]);

    [Fact]
    public void A_state_is_read_from_what_any_version_wrote() => Payloads.MustBe(
        "States.payloads.golden.txt",
        StateShape.States.Select(state => new Payload(state.Key, Write(Sample.Of(state.Value)))),
        row => JsonNode.Parse(Write(Read(StateShape.States[row.Name], row.Json))));

    [Fact]
    public void A_state_is_read_without_what_a_newer_version_added() => Assert.All(StateShape.States.Values, state =>
    {
        var row = Write(Sample.Of(state));
        Assert.Equal(row, Write(Read(state, row.Replace("{", """{"added":[{"later":1}],"""))));
    });

    [Fact]
    public void A_state_is_read_from_a_row_that_has_none_of_its_members() =>
        Assert.All(StateShape.States.Values, state => Assert.Equal(Write(Activator.CreateInstance(state)!), Write(Read(state, "{}"))));

    [Fact]
    public void A_row_has_the_properties_that_its_shape_names() => Assert.All(StateShape.States, state => Assert.Equal(
        StateShape.Of(state.Key, state.Value).Select(fact => fact.Path).Where(path => !path.Contains('=')).Order(),
        Paths($"state {state.Key}", JsonNode.Parse(Write(Sample.Of(state.Value)))).Distinct().Order()));

    private static IEnumerable<string> Paths(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Paths($"{path}/{member.Key}", member.Value)).Prepend(path),
        JsonArray items => items.SelectMany(item => Paths(path, item)),
        _ => [path],
    };

    private static string Write(object state) => Encoding.UTF8.GetString(Json.Serialize(state, state.GetType()));

    private static object Read(Type state, string row) => Json.Deserialize(Encoding.UTF8.GetBytes(row), state)!;
}

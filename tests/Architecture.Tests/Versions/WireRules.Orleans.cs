using System.Text;
using Actors.Contracts.Fitness;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Actors.Architecture.Tests.Versions;

/// <summary>How Orleans reads what another version sent: what the rules of <see cref="Compatibility"/> rest on.</summary>
public sealed class WireRules : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSerializer(serializer => serializer.AddAssembly(typeof(WireRules).Assembly).AddAssembly(typeof(IGoalsGrain).Assembly).AddAssembly(typeof(Grain).Assembly))
        .BuildServiceProvider();

    [Fact]
    public void What_a_newer_version_added_is_skipped_even_where_its_type_is_unknown()
    {
        var part = new Part { Size = 1 };
        var sent = Serializer<Newer>().SerializeToArray(
            new Newer { Key = "k", Last = "l", Part = part, Parts = [part], Named = new Dictionary<string, Part> { ["p"] = part }, Colour = Colour.Blue });

        Assert.Equal(new Older { Key = "k", Last = "l" }, Serializer<Older>().Deserialize(Renamed(sent, "versions.Part", "versions.None")));
    }

    [Fact]
    public void What_an_older_version_does_not_send_has_its_default()
    {
        var read = Serializer<Newer>().Deserialize(Serializer<Older>().SerializeToArray(new Older { Key = "k", Last = "l" }))!;

        Assert.Equal("k l default", $"{read.Key} {read.Last} {read.Defaulted}");
        Assert.Null(read.Part);
        Assert.Empty(read.Parts);
    }

    [Theory]
    [InlineData("[goals],\"sort\"", "Unable to resolve type alias")]
    [InlineData("[plans],\"list\"", "Unable to parse or load type")]
    public void A_call_of_a_grain_or_method_that_is_unknown_here_is_refused_before_anything_runs(string unknown, string refusal)
    {
        var calls = typeof(IGoalsGrain).Assembly.GetTypes().Where(type => type.Name.StartsWith("Invokable_IGoalsGrain", StringComparison.Ordinal));
        var call = Serializer<object>().SerializeToArray(calls.Select(type => Activator.CreateInstance(type)!).Single(call => ((IInvokable)call).GetMethodName() == nameof(IGoalsGrain.List)));

        var thrown = Assert.Throws<TypeLoadException>(() => Serializer<object>().Deserialize(Renamed(call, "[goals],\"list\"", unknown)));
        Assert.StartsWith(refusal, thrown.Message); // by which the host's CallRecovery knows it
    }

    public void Dispose() => services.Dispose();

    private Serializer<T> Serializer<T>() => services.GetRequiredService<Serializer<T>>();

    /// <summary>The bytes with another name of the same length in them: one that nobody has.</summary>
    private static byte[] Renamed(byte[] sent, string name, string unknown)
    {
        Assert.Contains(name, Encoding.Latin1.GetString(sent));
        return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(sent).Replace(name, unknown));
    }

    [GenerateSerializer, Immutable, Alias("versions.Older")]
    public sealed record Older
    {
        [Id(0)] public required string Key { get; init; }

        [Id(9)] public string? Last { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("versions.Newer")]
    public sealed record Newer
    {
        [Id(0)] public required string Key { get; init; }

        [Id(1)] public IReadOnlyList<Part> Parts { get; init; } = [];

        [Id(2)] public Part? Part { get; init; }

        [Id(3)] public Colour? Colour { get; init; }

        [Id(4)] public string Defaulted { get; init; } = "default";

        [Id(5)] public IReadOnlyDictionary<string, Part>? Named { get; init; }

        [Id(9)] public string? Last { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("versions.Part")]
    public sealed record Part
    {
        [Id(0)] public int Size { get; init; }
    }

    [GenerateSerializer, Alias("versions.Colour")]
    public enum Colour
    {
        Red,
        Blue,
    }
}

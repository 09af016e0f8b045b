using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Architecture.Tests;

/// <summary>Contracts that <see cref="ContractRules"/> refuse. Orleans' own code generator would refuse some of them, so they are compiled embedded only.</summary>
public sealed class UnfitContracts
{
    [Fact]
    public void A_method_without_name_or_authority_and_with_what_cannot_travel_is_refused()
    {
        Assert.Equal(
            ["its interface has no [Alias]", "it has no [Alias]", "it is either a [Tool] or another capability, or [PlatformOnly]", "its last parameter is no CancellationToken", "Stream cannot travel"],
            Breaches<IUnfitGrain>(nameof(IUnfitGrain.Upload)));
        Assert.Equal(["it is not asynchronous"], Breaches<IAlmostFitGrain>(nameof(IAlmostFitGrain.Count)));
        Assert.Equal(["fitness:all is not one of Scopes.All"], Breaches<IAlmostFitGrain>(nameof(IAlmostFitGrain.Train)));
        Assert.Equal(["List`1 cannot travel", "Object cannot travel"], Breaches<IAlmostFitGrain>(nameof(IAlmostFitGrain.Everything)));
    }

    [Fact]
    public void A_message_that_can_change_after_sending_or_has_no_lasting_names_is_refused()
    {
        Assert.Equal(
            ["it has no [Alias]", "it is not sealed", "it is not [Immutable]", "Name has no [Id]", "Name can be set after construction"],
            ContractRules.Breaches(typeof(Mutable)));
        Assert.Equal(
            ["Tags: List`1 cannot travel", "Matrix: Int32[] cannot travel", "When: DateTime cannot travel", "Note is required, and yet may be null, which JSON leaves out", "Tags and When share [Id(0)]"],
            ContractRules.Breaches(typeof(Untransportable)));
    }

    private static IEnumerable<string> Breaches<T>(string method) => ContractRules.Breaches(typeof(T).GetMethod(method)!);

    public interface IUnfitGrain : IGrainWithStringKey
    {
        Task Upload(Stream content);
    }

    [Alias("almost_fit")]
    public interface IAlmostFitGrain : IGrainWithStringKey
    {
        [PlatformOnly, Alias("count")]
        int Count(CancellationToken cancellation);

        [Tool("train", Title = "Train", Scope = "fitness:all", Route = "POST /api/training"), Alias("train")]
        Task Train(CancellationToken cancellation);

        [PlatformOnly, Alias("everything")]
        Task<List<object>> Everything(CancellationToken cancellation);
    }

    [GenerateSerializer]
    public record Mutable
    {
        public string Name { get; set; } = "";
    }

    [GenerateSerializer, Immutable, Alias("untransportable")]
    public sealed record Untransportable
    {
        [Id(0)] public List<string> Tags { get; init; } = [];

        [Id(1)] public IReadOnlyList<int[]> Matrix { get; init; } = [];

        [Id(0)] public DateTime When { get; init; }

        [Id(2)] public required string? Note { get; init; }
    }
}

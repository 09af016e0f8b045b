namespace Actors.Contracts.Quotas;

/// <summary>A gateway's wish for calls to admit.</summary>
[GenerateSerializer, Immutable, Alias("quota.LeaseCalls")]
public sealed record LeaseCalls
{
    /// <summary>What the call that waits weighs; 0 where none does.</summary>
    [Id(0)] public required int Needed { get; init; }

    /// <summary>How many it would like to have at best.</summary>
    [Id(1)] public required int Wanted { get; init; }

    /// <summary>How many of those before were not used; negative where it admitted more than it had while nobody answered.</summary>
    [Id(2)] public required long Returned { get; init; }
}

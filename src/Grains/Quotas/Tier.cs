using System.ComponentModel.DataAnnotations;

namespace Actors.Grains.Quotas;

/// <summary>What a tenant may do in one tier. What is left out has no limit.</summary>
public sealed class Tier
{
    /// <summary>Calls in a calendar month, in UTC.</summary>
    [Range(0, double.PositiveInfinity)]
    public long? CallsPerMonth { get; set; }

    /// <summary>Calls in a minute.</summary>
    [Range(0, double.PositiveInfinity)]
    public int? CallsPerMinute { get; set; }

    /// <summary>How many days a tenant may stay in it.</summary>
    [Range(0, double.PositiveInfinity)]
    public int? Days { get; set; }
}

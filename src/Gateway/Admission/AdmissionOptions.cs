using System.ComponentModel.DataAnnotations;

namespace Actors.Gateway.Admission;

/// <summary>How calls are admitted, section <c>Actors:Admission</c> of the configuration.</summary>
public sealed class AdmissionOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Admission";

    /// <summary>What a call of a tool or prompt counts as, by its name, and a completion as <c>complete</c>; 1 where nothing is said, and 0 is free.</summary>
    [Range(0, double.PositiveInfinity)]
    public Dictionary<string, int> Weights { get; } = new(StringComparer.Ordinal);

    /// <summary>How many calls of all tenants run at a time; further ones wait, each tenant's for its turn. 16 for each processor when left out.</summary>
    [Range(1, double.PositiveInfinity)]
    public int? Concurrency { get; set; }

    /// <summary>How much memory bodies may take together, in bytes; an eighth of what the process may have, and 32 MiB at least, when left out.</summary>
    public long? BodyBytes { get; set; }
}

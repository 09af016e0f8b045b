using System.ComponentModel.DataAnnotations;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>How much is exported and imported, section <c>Actors:Transfers</c> of the configuration.</summary>
public sealed class TransferOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Transfers";

    /// <summary>How many organisations are exported or imported at a time on the whole platform: 4. Of one organisation it is always one archive.</summary>
    [Range(1, double.PositiveInfinity)]
    public int AtOnce { get; set; } = 4;
}

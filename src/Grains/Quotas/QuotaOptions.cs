namespace Actors.Grains.Quotas;

/// <summary>The tiers, section <c>Actors:Quotas</c> of the configuration. What the settings leave out is as here.</summary>
public sealed class QuotaOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Quotas";

    /// <summary>The tier of a tenant that nobody gave another. Without limits: who runs this for themselves need not think of it.</summary>
    public string DefaultTier { get; set; } = "enterprise";

    /// <summary>The tiers by name. A setting such as <c>Actors:Quotas:Tiers:trial:CallsPerMonth</c> changes one.</summary>
    public Dictionary<string, Tier> Tiers { get; } = new(StringComparer.Ordinal)
    {
        ["trial"] = new() { CallsPerMonth = 1_000, CallsPerMinute = 60, Days = 14 },
        ["starter"] = new() { CallsPerMonth = 10_000, CallsPerMinute = 300 },
        ["professional"] = new() { CallsPerMonth = 100_000, CallsPerMinute = 3_000 },
        ["enterprise"] = new(),
    };

    /// <summary>Why no tenant can have the tier, or null where there is one.</summary>
    internal string? Refuse(string tier) => Tiers.ContainsKey(tier) ? null : $"There is no tier '{tier}'. There are {string.Join(", ", Tiers.Keys)}.";
}

using Microsoft.Extensions.Options;

namespace Actors.Grains.Quotas;

/// <summary>Refuses a start whose tenants would have a tier that does not exist, and so no limits.</summary>
internal sealed class QuotaSettings : IValidateOptions<QuotaOptions>
{
    public ValidateOptionsResult Validate(string? name, QuotaOptions options) => options.Refuse(options.DefaultTier) is { } refusal
        ? ValidateOptionsResult.Fail($"{QuotaOptions.Section}:{nameof(QuotaOptions.DefaultTier)} must name a tier. {refusal}")
        : ValidateOptionsResult.Success;
}

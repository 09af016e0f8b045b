using Actors.Grains.Infrastructure;
using Actors.Grains.Quotas;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Tests.Quotas;

public sealed class QuotaSettingsTests
{
    [Fact]
    public void A_default_tier_that_does_not_exist_stops_the_start() => Assert.Equal(
        "Actors:Quotas:DefaultTier must name a tier. There is no tier 'profesional'. There are trial, starter, professional, enterprise.",
        Refusal(("Actors:Quotas:DefaultTier", "profesional")));

    [Fact]
    public void One_of_the_tiers_or_of_ones_own_is_taken()
    {
        Assert.Null(Refusal());
        Assert.Null(Refusal(("Actors:Quotas:DefaultTier", "starter")));
        Assert.Null(Refusal(("Actors:Quotas:DefaultTier", "tiny"), ("Actors:Quotas:Tiers:tiny:CallsPerMonth", "5")));
    }

    private static string? Refusal(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        using var services = new ServiceCollection().AddGrainServices(configuration).BuildServiceProvider();
        return Record.Exception(() => services.GetRequiredService<IOptions<QuotaOptions>>().Value)?.Message;
    }
}

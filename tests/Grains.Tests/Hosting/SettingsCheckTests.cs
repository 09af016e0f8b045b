using System.Reflection;
using Actors.Gateway;
using Actors.Grains.Mailing;
using Actors.Outbound;
using Actors.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Actors.Grains.Tests.Hosting;

/// <summary>What somebody reads who set something to what it cannot be.</summary>
public sealed class SettingsCheckTests
{
    [Theory]
    [InlineData("Actors:Mail:Port", "abc", "a whole number from 1 to 65535")]
    [InlineData("Actors:Mail:Port", "0", "a whole number from 1 to 65535")]
    [InlineData("Actors:Mail:Port", "", "a whole number from 1 to 65535")]
    [InlineData("Actors:Mail:Tls", "perhaps", "true or false")]
    [InlineData("Actors:Transfers:AtOnce", "0", "a whole number, 1 or more")]
    [InlineData("Actors:SignInsPerMinute", "99999999999", "a whole number, 1 or more")]
    [InlineData("Actors:Streams:KeepAlive", "15", "a duration (days.hours:minutes:seconds) from 00:00:00.0010000 to 00:10:00")]
    [InlineData("Actors:Mcp:SessionIdle", "a day", "a duration (days.hours:minutes:seconds) from 00:01:00 to 3650.00:00:00")]
    [InlineData("Actors:Admission:Weights:set_goal", "-1", "a whole number, 0 or more")]
    [InlineData("Actors:Quotas:Tiers:trial:CallsPerMonth", "many", "a whole number, 0 or more")]
    [InlineData("Actors:IdentityProviders:test:ManagesAuthorization", "1", "true or false")]
    [InlineData("Actors:PublicUrl", "https://[", "an address such as https://actors.example.com")]
    [InlineData("Actors:Usage:AnswersWaitForCounts", "sometimes", "true or false")]
    public void A_start_is_refused_with_the_setting_its_value_and_what_it_may_be(string name, string value, string allowed) =>
        Assert.Equal($"{name} must be {allowed}, not \"{value}\".", Refusal((name, value)));

    [Theory]
    [InlineData("Actors:AllowedOrigins", "https://a.example", "Actors:AllowedOrigins is a list: set Actors:AllowedOrigins:0 (as a variable Actors__AllowedOrigins__0).")]
    [InlineData("Actors:TrustedProxies", "10.0.0.0/8", "Actors:TrustedProxies is a list: set Actors:TrustedProxies:0 (as a variable Actors__TrustedProxies__0).")]
    [InlineData("Actors:OutboundNetworks", "10.0.0.0/8", "Actors:OutboundNetworks is a list: set Actors:OutboundNetworks:0 (as a variable Actors__OutboundNetworks__0).")]
    [InlineData("Actors:Quotas:Tiers", "trial", "Actors:Quotas:Tiers is a table: set Actors:Quotas:Tiers:NAME (as a variable Actors__Quotas__Tiers__NAME).")]
    public void A_start_is_refused_with_one_value_where_many_are_named(string name, string value, string refusal) => Assert.Equal(refusal, Refusal((name, value)));

    [Fact]
    public void A_password_in_an_address_is_not_shown() => Assert.EndsWith("not \"…@actors.example:port\".", Refusal(("Actors:PublicUrl", "https://user:secret@actors.example:port")));

    [Theory]
    [InlineData("8367")]
    [InlineData("localhost:8367")]
    public void Where_to_listen_is_an_address(string urls) => Assert.Equal(
        $"--urls takes addresses such as http://127.0.0.1:8080, not \"{urls}\".",
        Record.Exception(() => WebApplication.CreateSlimBuilder(["--urls", urls]).AddSettings())?.Message);

    [Fact]
    public void What_is_left_out_or_can_be_read_is_taken()
    {
        Assert.Null(Refusal());
        Assert.Null(Refusal(("Actors:Mail:Port", "25"), ("Actors:Quotas:Tiers:trial:Days", ""), ("Actors:Agents:KeepTasks", "7.00:00:00"), ("Actors:AllowedOrigins:0", "https://a.example"), ("Actors:TrustedProxies", "")));
    }

    [Fact]
    public void No_section_is_forgotten()
    {
        var sections = new[] { typeof(GatewayOptions), typeof(MailOptions), typeof(OutboundOptions) }.SelectMany(one => one.Assembly.GetTypes())
            .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string)).Where(one => one.Section is not null).ToArray();
        var settings = sections.SelectMany(one => one.Type.GetProperties().Where(property => property.PropertyType.IsValueType).Select(property => $"{one.Section}:{property.Name}")).ToArray();

        Assert.NotEmpty(settings);
        Assert.All(settings, setting => Assert.StartsWith(setting, Refusal((setting, "nonsense"))));
        Assert.All(sections.SelectMany(one => one.Type.GetProperties().Select(property => $"{one.Section}:{property.Name}")), setting => Assert.Empty(Warnings(setting)));
    }

    [Theory]
    [InlineData("Actors:Mcp:SesionIdle", "Actors:Mcp:SesionIdle is no setting. Is Actors:Mcp:SessionIdle meant?")]
    [InlineData("Actors:AllowedOrigin:0", "Actors:AllowedOrigin is no setting. Is Actors:AllowedOrigins meant?")]
    [InlineData("Actors:Mails:Host", "Actors:Mails is no setting. Is Actors:Mail meant?")]
    [InlineData("Actors:Operator:Mail", "Actors:Operator:Mail is no setting. Is Actors:Operator:Email meant?")]
    [InlineData("Actors:Colour", "Actors:Colour is no setting.")]
    public void A_misspelt_setting_is_warned_of_with_the_one_that_may_be_meant(string setting, string warning) => Assert.Equal([warning], Warnings(setting));

    [Fact]
    public void What_is_read_is_not_warned_of() => Assert.Empty(Warnings(
        "Actors:MasterKey", "Actors:MasterKeyFile", "Actors:DemoFile", "Actors:DemoPeople", "Actors:Operator:Email", "Actors:Operator:Password", "actors:publicurl",
        "Actors:Cluster:Role", "Actors:Cluster:Tls:Key", "Actors:Runtime:ResponseTimeout", "Actors:Usage:AnswersWaitForCounts", "Actors:Quotas:Tiers:tiny:Days",
        "Actors:Admission:Weights:set_goal", "Actors:IdentityProviders:test:Issuer", "Actors:OutboundNetworks:0", "Actors:OutboundCertificates", "Other:Name"));

    private static IEnumerable<string> Warnings(params string[] settings) =>
        UnknownSettings.In(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting, (string?)"x"))).Build());

    private static string? Refusal(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        return Record.Exception(() => SettingsCheck.Demand(configuration))?.Message;
    }
}

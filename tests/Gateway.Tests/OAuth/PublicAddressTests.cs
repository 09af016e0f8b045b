using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Tests.OAuth;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("http://actors.example")]
    [InlineData("https://actors.example/?query")]
    [InlineData("https://actors.example/a%20b")]
    [InlineData("https://actors.example/{id}")]
    [InlineData("https://actors.example//a")]
    [InlineData("ftp://actors.example")]
    [InlineData("actors.example")]
    public void An_address_that_is_not_safe_stops_the_start(string url) =>
        Assert.Matches($"^Actors:PublicUrl must be an address such as https://.*, not \"{Regex.Escape(url)}\"\\.$", Assert.Throws<OptionsValidationException>(() => Address(("Actors:PublicUrl", url))).Message);

    [Fact]
    public void A_password_in_the_address_is_not_shown() =>
        Assert.EndsWith("not \"…@actors.example\".", Assert.Throws<OptionsValidationException>(() => Address(("Actors:PublicUrl", "https://user:secret@actors.example"))).Message);

    [Theory]
    [InlineData("https://actors.example/mcp")]
    [InlineData("https://actors.example/api/")]
    public void The_address_of_one_resource_stops_the_start(string url) =>
        Assert.Contains("must be the base of all", Assert.Throws<OptionsValidationException>(() => Address(("Actors:PublicUrl", url))).Message);

    [Theory]
    [InlineData("https://actors.example/", "https://actors.example", "")]
    [InlineData("http://localhost:8080", "http://localhost:8080", "")]
    [InlineData("https://example.com/actors/", "https://example.com", "/actors")]
    [InlineData("https://example.com/ai/mcp", "https://example.com", "/ai/mcp")]
    public void The_base_is_origin_and_path_without_a_slash(string url, string origin, string path)
    {
        var address = Address(("Actors:PublicUrl", url));
        Assert.Equal((origin + path, origin, path), (address.Base, address.Origin, address.Path));
    }

    [Fact]
    public void Without_a_setting_it_is_the_port_that_is_listened_on() =>
        Assert.Equal("http://127.0.0.1:9191", Address(("urls", "http://*:9191;http://*:9192")).Base);

    [Fact]
    public void A_token_is_good_at_its_resource_or_everywhere_if_it_is_for_the_base()
    {
        var address = Address(("Actors:PublicUrl", "https://actors.example"));
        Assert.True(address.Accepts("https://actors.example", "/mcp"));
        Assert.True(address.Accepts("https://actors.example/mcp", "/mcp"));
        Assert.False(address.Accepts("https://actors.example/mcp", "/api"));
        Assert.False(address.Accepts("https://actors.example/", "/mcp"));
        Assert.False(address.Accepts("https://actors.example.evil/mcp", "/mcp"));
        Assert.True(address.TryResource("https://actors.example/", out var all));
        Assert.Equal("https://actors.example", all);
        Assert.True(address.TryResource("HTTPS://Actors.Example/mcp", out var mcp));
        Assert.Equal("https://actors.example/mcp", mcp);
        Assert.False(address.TryResource("https://actors.example/MCP", out _));
        Assert.False(address.TryResource("https://actors.example/mcp/", out _));
    }

    private static PublicAddress Address(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
        var services = new ServiceCollection();
        GatewaySettings.AddTo(services, configuration);
        return services.AddSingleton<PublicAddress>().BuildServiceProvider().GetRequiredService<PublicAddress>();
    }
}

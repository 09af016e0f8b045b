using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Tests;

/// <summary>Who the client is, is said by the connection or by a proxy that is trusted, never by the client itself.</summary>
public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("203.0.113.7", "127.0.0.1")]
    [InlineData("203.0.113.7", "127.0.0.1", "10.0.0.0/8")]
    [InlineData("203.0.113.7", "203.0.113.7", "127.0.0.1")]
    [InlineData("203.0.113.7", "203.0.113.7", "10.0.0.0/8", "127.0.0.0/8")]
    [InlineData("203.0.113.7, 10.1.2.3", "203.0.113.7", "10.0.0.0/8", "127.0.0.0/8")]
    [InlineData("203.0.113.7, 198.51.100.9", "198.51.100.9", "127.0.0.0/8")]
    [InlineData("2001:db8::1", "2001:db8::1", "127.0.0.0/8")]
    [InlineData("nonsense", "127.0.0.1", "127.0.0.0/8")]
    public async Task The_client_is_the_last_one_that_no_trusted_proxy_is(string forwarded, string client, params string[] trusted) =>
        Assert.Equal($"{client} http 127.0.0.1", await Seen(forwarded, trusted));

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    [InlineData("")]
    public async Task A_name_that_is_no_network_stops_the_start(string network) =>
        Assert.Contains($"Actors:TrustedProxies must be networks such as 10.0.0.0/8, or addresses, not \"{network}\".", (await Assert.ThrowsAsync<OptionsValidationException>(() => Seen("", network))).Message);

    /// <summary>What an endpoint sees as address, scheme and host of a client on this machine that claims to be another.</summary>
    private static async Task<string> Seen(string forwarded, params string[] trusted)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(trusted.Select((network, i) => KeyValuePair.Create($"Actors:TrustedProxies:{i}", (string?)network)));
        GatewaySettings.AddTo(builder.Services, builder.Configuration);
        await using var app = builder.Build();
        app.UseTrustedProxies();
        app.Run(context => context.Response.WriteAsync($"{context.Connection.RemoteIpAddress} {context.Request.Scheme} {context.Request.Host.Host}"));
        await app.StartAsync();

        using var http = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        return await http.GetStringAsync(new Uri("/", UriKind.Relative));
    }
}

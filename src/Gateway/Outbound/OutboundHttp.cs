using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Outbound;

/// <summary>
/// Fetches small JSON documents from addresses that strangers name. The address is looked at after the name was resolved, and is
/// the one that is connected to; redirects are not followed; time and size are bounded.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    private const int MaxBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;
    private readonly IPNetwork[] allowed;

    public OutboundHttp(IOptions<GatewayOptions> options)
    {
        allowed = [.. options.Value.OutboundNetworks.Select(text => Networks.TryParse(text, out var network) ? network : default)];
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // a proxy would resolve the name again, to whatever it likes
            ConnectCallback = Connect,
            MaxResponseHeadersLength = 16,
            PooledConnectionIdleTimeout = Patience,
            SslOptions = Trusting(options.Value.OutboundCertificates),
        })
        {
            Timeout = Patience, MaxResponseContentBufferSize = MaxBytes,
        };
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
    }

    /// <summary>The answer to a GET, with its body read; it was 200 and JSON.</summary>
    /// <exception cref="OutboundException">There was no such answer.</exception>
    public Task<HttpResponseMessage> Get(Uri address, CancellationToken cancellation) => Send(new(HttpMethod.Get, address), cancellation);

    /// <summary>The answer to a request of any kind, with its body read; it was 200 and JSON.</summary>
    /// <exception cref="OutboundException">There was no such answer.</exception>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        var address = request.RequestUri!;
        try
        {
            var response = await http.SendAsync(request, cancellation);
            if (response is { StatusCode: HttpStatusCode.OK } && IsJson(response.Content.Headers.ContentType?.MediaType)) return response;
            using (response) throw new OutboundException($"{address.Host} did not answer 200 with JSON, but {(int)response.StatusCode}.");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new OutboundException(failure.InnerException is OutboundException refused ? refused.Message : $"{address.Host} did not answer in time, in full, or securely.", failure);
        }
    }

    public void Dispose() => http.Dispose();

    private static bool IsJson(string? type) => type is not null && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal));

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        var reachable = addresses.Where(MayReach).ToArray();
        if (reachable.Length == 0) throw new OutboundException($"{host} is no host of the public internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayReach(IPAddress address) => PublicNetworks.Contain(address) || allowed.Any(network => network.Contains(address));

    private static SslClientAuthenticationOptions Trusting(string? file)
    {
        var options = new SslClientAuthenticationOptions();
        if (file is null) return options;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        using var roots = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
        policy.CustomTrustStore.AddRange(roots.Certificates);
        options.CertificateChainPolicy = policy;
        return options;
    }
}

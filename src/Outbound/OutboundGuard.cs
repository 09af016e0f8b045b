using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Actors.Outbound;

/// <summary>
/// Lets nobody outside have this backend speak to its own neighbours. An address is looked at after its name was resolved, and is the
/// one that is connected to: a name that resolves to something else a moment later gains nothing. Redirects are never followed.
/// </summary>
public sealed class OutboundGuard(IOptions<OutboundOptions> options)
{
    private static readonly TimeSpan IdleConnections = TimeSpan.FromSeconds(5);

    private readonly IPNetwork[] allowed = [.. options.Value.OutboundNetworks.Select(text => Networks.TryParse(text, out var network) ? network : default)];

    /// <summary>A handler that connects only to where it may. Whoever asks for it owns it.</summary>
    public SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // a proxy would resolve the name again, to whatever it likes
        ConnectCallback = Connect,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 64 * 1024,
        PooledConnectionIdleTimeout = IdleConnections,
        SslOptions = Trusting(options.Value.OutboundCertificates),
    };

    /// <summary>Why this address may not be called, in words for whoever named it; null where it may, or where its name cannot be resolved now.</summary>
    public async Task<string?> Refusal(Uri address, CancellationToken cancellation)
    {
        var plain = address.Scheme == Uri.UriSchemeHttp;
        if (!address.IsAbsoluteUri || (!plain && address.Scheme != Uri.UriSchemeHttps) || address.UserInfo.Length > 0) return "It must be an https address without a user name in it.";
        try
        {
            var addresses = await Resolve(address.IdnHost, cancellation);
            if (addresses.Any(found => MayReach(found, plain))) return null;
            return plain && addresses.Any(PublicNetworks.Contain) ? "It must be an https address." : NotPublic(address.Host);
        }
        catch (SocketException)
        {
            return plain ? "It must be an https address." : null;
        }
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var plain = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
        var reachable = (await Resolve(host, cancellation)).Where(address => MayReach(address, plain)).ToArray();
        if (reachable.Length == 0) throw new OutboundException(NotPublic(host, plain ? " that is called over https" : ""));
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

    private static string NotPublic(string host, string how = "") =>
        $"{host} is no host of the public internet{how}. This server may not call it; an operator can allow its network by {OutboundOptions.Section}:{nameof(OutboundOptions.OutboundNetworks)}.";

    private bool MayReach(IPAddress address, bool plain) => (!plain && PublicNetworks.Contain(address)) || allowed.Any(network => network.Contains(address));

    private static async Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);

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

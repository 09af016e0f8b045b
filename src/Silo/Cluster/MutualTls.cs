using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace Actors.Silo.Cluster;

/// <summary>
/// Encrypts every connection between members, and lets only members in: each side shows a certificate of the cluster's
/// authority. Names are not compared, for members are found by address; being signed by the authority is what counts.
/// </summary>
internal sealed partial class MutualTls(MemberCertificate member, ILogger<MutualTls> log)
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Secures a silo's connections with other silos and with gateways.</summary>
    public void Secure(SiloConnectionOptions connections)
    {
        connections.ConfigureSiloInboundConnection(Accepted);
        connections.ConfigureGatewayInboundConnection(Accepted);
        connections.ConfigureSiloOutboundConnection(Opened);
    }

    /// <summary>Secures a gateway's connections with silos.</summary>
    public void Secure(ClientConnectionOptions connections) => connections.ConfigureConnection(Opened);

    private void Accepted(IConnectionBuilder builder) => builder.Use(next => connection => Run(connection, AsServer, next));

    private void Opened(IConnectionBuilder builder) => builder.Use(next => connection => Run(connection, AsClient, next));

    private async Task Run(ConnectionContext connection, Func<SslStream, CancellationToken, Task> handshake, ConnectionDelegate next)
    {
        var plain = connection.Transport;
        await using var tls = new SslStream(new PipeStream(plain));
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            timeout.CancelAfter(HandshakeTimeout);
            await handshake(tls, timeout.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            LogRefused(connection.RemoteEndPoint?.ToString(), (e.InnerException ?? e).Message);
            connection.Abort();
            return;
        }

        var secured = new Pipes(PipeReader.Create(tls), PipeWriter.Create(tls));
        connection.Transport = secured;
        try
        {
            await next(connection);
        }
        finally
        {
            await secured.Input.CompleteAsync();
            await secured.Output.CompleteAsync();
            connection.Transport = plain;
        }
    }

    private Task AsServer(SslStream tls, CancellationToken cancellation)
    {
        var current = member.Current();
        return tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = current.Certificate,
            ClientCertificateRequired = true,
            CertificateChainPolicy = current.Trust,
        }, cancellation);
    }

    private Task AsClient(SslStream tls, CancellationToken cancellation)
    {
        var current = member.Current();
        return tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "actors",
            ClientCertificateContext = current.Certificate,
            CertificateChainPolicy = current.Trust,
            RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
        }, cancellation);
    }

    [LoggerMessage(LogLevel.Error,
        "No TLS with {Remote}: {Reason} Both sides need a certificate of the cluster's authority; see Actors:Cluster:Tls")]
    private partial void LogRefused(string? remote, string reason);

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace Actors.Silo.Cluster;

/// <summary>
/// Encrypts every connection between members, and lets only members in: each side shows a certificate of the cluster's
/// authority. Names are not compared, for members are found by address; being signed by the authority is what counts.
/// </summary>
internal sealed partial class MutualTls(MemberCertificate member, ILogger<MutualTls> log)
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(1);

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

    /// <summary>Whether a member that listens there and this one accept each other; null where nobody answers.</summary>
    /// <returns>Null, or empty where they do, or else why not.</returns>
    public async Task<string?> Try(IPEndPoint member, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Patience);
        using var socket = new Socket(member.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        var judgement = new Judgement();
        try
        {
            await socket.ConnectAsync(member, timeout.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }

        try
        {
            await using var tls = new SslStream(new NetworkStream(socket));
            await AsClient(tls, judgement, timeout.Token);
            // A member that refuses this one's certificate says so only now; one that accepts it waits for more.
            return await tls.ReadAsync(new byte[1], timeout.Token) == 0 ? "It refused this one's certificate." : "";
        }
        catch (OperationCanceledException)
        {
            return "";
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return judgement.Reason ?? e.Message;
        }
    }

    private async Task Run(ConnectionContext connection, Func<SslStream, Judgement, CancellationToken, Task> handshake, ConnectionDelegate next)
    {
        var plain = connection.Transport;
        var judgement = new Judgement();
        await using var tls = new SslStream(new PipeStream(plain));
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            timeout.CancelAfter(HandshakeTimeout);
            await handshake(tls, judgement, timeout.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            LogRefused(connection.RemoteEndPoint?.ToString(), judgement.Reason ?? (e.InnerException ?? e).Message);
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

    private Task AsServer(SslStream tls, Judgement judgement, CancellationToken cancellation)
    {
        var current = member.Current(log);
        return tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = current.Certificate,
            ClientCertificateRequired = true,
            CertificateChainPolicy = current.Trust,
            RemoteCertificateValidationCallback = judgement.Of,
        }, cancellation);
    }

    private Task AsClient(SslStream tls, Judgement judgement, CancellationToken cancellation)
    {
        var current = member.Current(log);
        return tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "actors",
            ClientCertificateContext = current.Certificate,
            CertificateChainPolicy = current.Trust,
            RemoteCertificateValidationCallback = judgement.Of,
        }, cancellation);
    }

    [LoggerMessage(LogLevel.Error,
        "No TLS with {Remote}: {Reason} Both sides need a certificate of the cluster's authority; see Actors:Cluster:Tls")]
    private partial void LogRefused(string? remote, string reason);

    /// <summary>What one handshake makes of the other side's certificate.</summary>
    private sealed class Judgement
    {
        public string? Reason { get; private set; }

        public bool Of(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if ((errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None) return true;
            Reason = certificate is null
                ? "The other side showed no certificate."
                : $"The other side's certificate, {certificate.Subject}, is not good: {string.Join(", ", chain?.ChainStatus.Select(status => status.Status) ?? [])}.";
            return false;
        }
    }

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Actors.Silo.Cluster;

/// <summary>
/// Finds out for a silo without TLS whether a member expects it. A member without speaks first; one with TLS waits for a
/// greeting and answers with its certificate.
/// </summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <returns>Null where nobody answers.</returns>
    public static async Task<bool?> ExpectsTls(IPEndPoint member, CancellationToken cancellation)
    {
        using var socket = new Socket(member.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!await InTime(patience => socket.ConnectAsync(member, patience), cancellation)) return null;
            var speaksFirst = false;
            if (await InTime(async patience => speaksFirst = await socket.ReceiveAsync(new byte[1], patience) > 0, cancellation))
                return speaksFirst ? false : null;
            return await ShowsCertificate(socket, cancellation) ? true : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static async Task<bool> ShowsCertificate(Socket socket, CancellationToken cancellation)
    {
        var shown = false;
        await using var tls = new SslStream(new NetworkStream(socket));
        var greeting = new SslClientAuthenticationOptions
        {
            TargetHost = "actors",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => shown = certificate is not null,
        };
        try
        {
            await InTime(async patience => await tls.AuthenticateAsClientAsync(greeting, patience), cancellation);
            return shown;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return shown;
        }
    }

    private static async Task<bool> InTime(Func<CancellationToken, ValueTask> work, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await work(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}

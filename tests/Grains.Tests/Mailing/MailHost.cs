using Actors.TestKit;

namespace Actors.Grains.Tests.Mailing;

/// <summary>The grains with a mail server on loopback, which is there when a test opens it.</summary>
public sealed class MailHost : ActorHost
{
    /// <summary>The port of the mail server.</summary>
    public int Port { get; } = LoopbackPort.Next();

    protected override IReadOnlyList<(string Name, string Value)> Settings =>
    [
        ("Actors:PublicUrl", "https://actors.example"), ("Actors:Mail:Host", "127.0.0.1"), ("Actors:Mail:Port", $"{Port}"),
        ("Actors:Mail:Tls", "false"), ("Actors:Mail:From", "actors@platform.example"),
    ];
}

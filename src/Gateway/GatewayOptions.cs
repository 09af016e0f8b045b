namespace Actors.Gateway;

/// <summary>The gateway's settings, section <c>Actors</c> of the configuration.</summary>
public sealed class GatewayOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors";

    /// <summary>
    /// The origin by which the world reaches this backend, such as <c>https://actors.example.com</c>: the issuer of its
    /// tokens and the base of its resources. Plain http only on loopback. Without it, the loopback address of the port
    /// that is listened on.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>Sign-in attempts one address may make in a minute.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Client registrations one address may make in a minute.</summary>
    public int RegistrationsPerMinute { get; set; } = 20;
}

using System.ComponentModel.DataAnnotations;

namespace Actors.Grains.Mailing;

/// <summary>How mail is sent, section <c>Actors:Mail</c> of the configuration. Without a host, none is.</summary>
public sealed class MailOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Mail";

    /// <summary>The name of the mail server (SMTP), or null.</summary>
    public string? Host { get; set; }

    /// <summary>Its port: 587, where clients hand mail in (RFC 6409).</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted, by STARTTLS (RFC 3207); without it, the mail stays here. Only a server on this machine may do without.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>Whom we sign in as there, or null.</summary>
    public string? User { get; set; }

    /// <summary>The file that has the password, or null.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The address that mail comes from, such as <c>actors@example.com</c>.</summary>
    public string? From { get; set; }
}

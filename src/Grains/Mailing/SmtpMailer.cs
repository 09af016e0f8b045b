using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Mailing;

/// <inheritdoc cref="IMailer"/>
/// <remarks>The password is read for each mail, so that a file that is replaced is enough to change it.</remarks>
public sealed class SmtpMailer(IOptions<MailOptions> options) : IMailer
{
    private const int FirstOfRefusals = 500; // RFC 5321 §4.2.1: permanent negative

    /// <inheritdoc />
    public async Task<bool> Send(string id, Contracts.Mailing.Mail mail, CancellationToken cancellation)
    {
        var settings = options.Value;
        if (!MailAddress.TryCreate(mail.To, out var to)) return false;
        var from = new MailAddress(settings.From!);
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
        if (settings.PasswordFile is { } file) client.Credentials = new NetworkCredential(settings.User, (await File.ReadAllTextAsync(file, cancellation)).TrimEnd('\r', '\n'));
        using var message = new MailMessage(from, to)
        {
            Subject = mail.Subject, SubjectEncoding = Encoding.UTF8, Body = mail.Text, BodyEncoding = Encoding.UTF8,
            Headers = { { "Message-ID", $"<{id}@{from.Host}>" }, { "Auto-Submitted", "auto-generated" } },
        };
        try
        {
            await client.SendMailAsync(message, cancellation);
            return true;
        }
        catch (SmtpFailedRecipientException refused) when ((int)refused.StatusCode >= FirstOfRefusals)
        {
            return false;
        }
    }
}

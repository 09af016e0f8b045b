using System.Net;
using System.Net.Mail;
using Actors.Contracts.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Mailing;

/// <summary>Refuses a start with settings by which no mail could be sent, or none safely.</summary>
public sealed class MailSettings(IConfiguration configuration) : IValidateOptions<MailOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, MailOptions options) => Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private string? Problem(MailOptions options) => options switch
    {
        { Host: null or "" } => options.From is null && options.User is null ? null : "Actors:Mail:Host must name the mail server.",
        { Port: 465 } => "Actors:Mail:Port must be one with STARTTLS, such as 587: TLS from the first byte, as on 465, is not spoken.",
        { From: var from } when !MailAddress.TryCreate(from, out _) || !EmailAddress.TryNormalise(from, out _) => "Actors:Mail:From must be the address that mail comes from, such as actors@example.com.",
        { User: null, PasswordFile: not null } or { User: not null, PasswordFile: null } => "Actors:Mail:User and Actors:Mail:PasswordFile go together; set both or neither.",
        { PasswordFile: { } file } when !File.Exists(file) => $"Actors:Mail:PasswordFile names {file}, which is not there.",
        { Tls: false } when !IsLoopback(options.Host!) => "Actors:Mail:Tls may be false only for a mail server on a loopback address.",
        _ when !Uri.TryCreate(configuration["Actors:PublicUrl"], UriKind.Absolute, out _) => "Actors:PublicUrl must be set where Actors:Mail is: links in mail begin with it.",
        _ => null,
    };

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

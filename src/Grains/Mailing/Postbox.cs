using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mailing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Mailing;

/// <summary>Words the mails there are, and puts them on their way. Where no mail server is named, does nothing.</summary>
public sealed class Postbox(IGrainFactory grains, IOptions<MailOptions> options, IConfiguration configuration)
{
    /// <summary>Whether there is a mail server.</summary>
    public bool IsOn => options.Value.Host is { Length: > 0 };

    /// <summary>To somebody who is asked to join an organisation.</summary>
    public Task Invite(Invitation invitation, string organisation, string path) => Send(invitation.Email, invitation.ExpiresAt, $"You are invited to {OneLine(organisation)}", $"""
        You are invited to join {OneLine(organisation)}. Open this link to accept, within seven days:

        {Link(path)}

        It is good once, for whoever opens it: do not pass it on. If you expected no invitation, leave it be.
        """);

    /// <summary>To somebody who, or for whom somebody, asked for a new password.</summary>
    public Task Reset(string email, DateTimeOffset until, string path) => Send(email, until, "Choose a new password", $"""
        A new password was asked for, for the account of this address. Open this link to choose it, within an hour:

        {Link(path)}

        It is good once, for whoever opens it: do not pass it on. If you did not ask for it, leave it be: your password stays as it is.
        """);

    private string Link(string path) => configuration["Actors:PublicUrl"]!.TrimEnd('/') + path;

    private Task Send(string to, DateTimeOffset until, string subject, string text)
    {
        if (!IsOn) return Task.CompletedTask;
        return grains.GetGrain<IMailGrain>(GrainKeys.PlatformItem(SecretText.NewId())).Send(
            new() { To = to, Subject = subject, Text = text.ReplaceLineEndings("\n"), Until = until }, CancellationToken.None);
    }

    /// <summary>What people name their organisations begins no header of its own, nor a text.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}

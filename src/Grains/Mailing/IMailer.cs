namespace Actors.Grains.Mailing;

/// <summary>Hands mail to a mail server.</summary>
public interface IMailer
{
    /// <summary>Hands one mail over. False where the server refuses it for good; any exception means that it may be tried again.</summary>
    /// <param name="id">Names the mail: one that is sent twice has the same name.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    Task<bool> Send(string id, Contracts.Mailing.Mail mail, CancellationToken cancellation);
}

namespace Actors.Contracts.Mailing;

/// <summary>
/// One mail on its way: kept until a mail server has taken it or it is of no use any more, at least once. Key:
/// <see cref="GrainKeys.PlatformItem"/> of an id of its own.
/// </summary>
[Alias("mail")]
public interface IMailGrain : IGrainWithStringKey
{
    /// <summary>Keeps the mail and has it sent; whoever asks does not wait for a mail server. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("send")]
    Task Send(Mail mail, CancellationToken cancellation);

    /// <summary>Seals the text with the platform's current data key, if it is not.</summary>
    [PlatformOnly, Idempotent, Alias("reseal")]
    Task Reseal(CancellationToken cancellation);
}

using Actors.Contracts.Mailing;

namespace Actors.Grains.Mailing;

/// <summary>What <see cref="MailGrain"/> stores.</summary>
public sealed record MailState
{
    /// <summary>The mail, without its text; null where there is none, or none any more.</summary>
    public Contracts.Mailing.Mail? Mail { get; init; }

    /// <summary>Its text, in which there may be a link that is a secret.</summary>
    public string SealedText { get; init; } = "";

    /// <summary>How often it could not be handed over.</summary>
    public int Failures { get; init; }

    /// <summary>When it is tried again, in UTC.</summary>
    public DateTimeOffset NextAt { get; init; }
}

namespace Actors.Contracts.Mailing;

/// <summary>A mail to one person, in plain text.</summary>
[GenerateSerializer, Immutable, Alias("mail.Mail")]
public sealed record Mail
{
    /// <summary>The address it goes to.</summary>
    [Id(0)] public required string To { get; init; }

    /// <summary>What it is about, in one line.</summary>
    [Id(1)] public required string Subject { get; init; }

    /// <summary>What it says.</summary>
    [Id(2)] public required string Text { get; init; }

    /// <summary>Until when it is of any use, in UTC: it is not sent later.</summary>
    [Id(3)] public required DateTimeOffset Until { get; init; }
}

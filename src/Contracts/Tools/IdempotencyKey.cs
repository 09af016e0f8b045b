namespace Actors.Contracts.Tools;

/// <summary>
/// A text of the caller's choice by which a call that changes something runs once: a repeat with the same key is given the first
/// one's answer. Keys are each person's own, and good for <see cref="Lifetime"/>. REST takes one in the <see cref="Header"/>,
/// MCP in <c>_meta</c> as <see cref="MetaField"/>. A tool that only reads has no need of it and ignores it.
/// </summary>
public static class IdempotencyKey
{
    /// <summary>The HTTP header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The field of <c>_meta</c> in MCP.</summary>
    public const string MetaField = "actors/idempotencyKey";

    /// <summary>How long an answer is kept: 24 hours from the first call.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int MaxLength = 255;

    /// <summary>Checks a key: 1 to 255 visible ASCII characters. The quotes of a structured header field (RFC 9651 §3.3.3) do not belong to it.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static string Parse(string? text)
    {
        var key = text is ['"', .. var quoted, '"'] ? quoted : text;
        return key is { Length: > 0 and <= MaxLength } && !key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? key
            : throw ActorException.InvalidArgument("idempotencyKey", $"An idempotency key is one text of 1 to {MaxLength} visible ASCII characters, such as a UUID.");
    }
}

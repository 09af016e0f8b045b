using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Contracts.A2A.Push;

namespace Actors.Grains.A2A.Push;

/// <summary>What a webhook may be. Whether its address may be called, the guard says.</summary>
internal static partial class PushRules
{
    /// <summary>How many webhooks one task may have.</summary>
    public const int Most = 10;

    private const int LongestUrl = 2048, LongestSecret = 4096, LongestId = 128;

    /// <summary>The address, of a webhook that is as it should be.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static Uri Demand(PutPush push)
    {
        if (push.Id is { } id && (id.Length is 0 or > LongestId || !IsPrintable(id) || id.Contains('/', StringComparison.Ordinal))) throw Invalid("id", $"An id has 1 to {LongestId} printable characters, and no slash.");
        if (push.Version is not ("1.0" or "0.3")) throw Invalid("version", "Webhooks are told in version 1.0 or 0.3.");
        if (push.Scheme is { } scheme && !Scheme().IsMatch(scheme)) throw Invalid("authentication.scheme", "A scheme is a word such as Bearer.");
        if (push.Scheme is null && push.Credentials is not null) throw Invalid("authentication.scheme", "Credentials need a scheme, such as Bearer.");
        if (!IsSecret(push.Credentials)) throw Invalid("authentication.credentials", $"Credentials have up to {LongestSecret} printable ASCII characters.");
        if (!IsSecret(push.Token)) throw Invalid("token", $"A token has up to {LongestSecret} printable ASCII characters.");
        return push.Url.Length <= LongestUrl && IsPrintable(push.Url) && Uri.TryCreate(push.Url, UriKind.Absolute, out var url)
            ? url
            : throw Invalid("url", $"The url must be an https address of up to {LongestUrl} characters.");
    }

    public static ActorException Invalid(string field, string message) => ActorException.InvalidArgument(field, message);

    private static bool IsSecret(string? text) => text is null || (text.Length <= LongestSecret && IsPrintable(text));

    /// <summary>A line break would let a value add headers of its own to the request.</summary>
    private static bool IsPrintable(string text) => text.All(c => c is >= ' ' and <= '~');

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scheme();
}

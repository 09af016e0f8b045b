using System.Diagnostics.CodeAnalysis;

namespace Actors.Contracts.Identity;

/// <summary>E-mail addresses as identifiers: two spellings of one address are one key.</summary>
public static class EmailAddress
{
    private const int MaxLength = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets

    /// <summary>Trims, composes and lower-cases an address; false where it cannot be one.</summary>
    public static bool TryNormalise(string? text, [NotNullWhen(true)] out string? address)
    {
        address = text?.Trim().Normalize().ToLowerInvariant();
        var at = address?.LastIndexOf('@') ?? -1;
        if (at > 0 && at < address!.Length - 1 && address.Length <= MaxLength && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return true;
        address = null;
        return false;
    }

    /// <summary>The key of the address's <see cref="IEmailGrain"/>.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/> where it is no address.</exception>
    public static string Key(string text) => TryNormalise(text, out var address)
        ? GrainKeys.PlatformItem(address)
        : throw ActorException.InvalidArgument("email", "This is not an e-mail address; write it like name@example.com.");
}

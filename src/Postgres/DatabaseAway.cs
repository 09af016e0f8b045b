using Actors.Contracts;

namespace Actors.Postgres;

/// <summary>What callers are told when Postgres cannot be reached, does not answer or refuses.</summary>
internal static class DatabaseAway
{
    public static ActorException NothingChanged() => new(ErrorCodes.Unavailable, "The database cannot be reached or refuses; nothing was changed. Try again in a few seconds.");
}

using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>A client, or why there is none, in words that may be shown.</summary>
internal readonly record struct FoundClient(OAuthClient? Client, string? Problem);

namespace Actors.Gateway.OAuth;

/// <summary>Where an OpenID provider does what.</summary>
internal sealed record ProviderMetadata(Uri Authorization, Uri Token, Uri Keys);

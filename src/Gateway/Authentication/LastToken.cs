namespace Actors.Gateway.Authentication;

/// <summary>The verified token that a connection carried last, and the header it came in: for the same header the server hands out the same string.</summary>
internal sealed record LastToken(string Header, AccessToken Token);

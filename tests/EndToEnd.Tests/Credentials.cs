namespace Actors.EndToEnd.Tests;

/// <summary>What the server writes for its demo tenant.</summary>
internal sealed record Credentials(string Url, string Tenant, string Email, string Password, string ApiKey);

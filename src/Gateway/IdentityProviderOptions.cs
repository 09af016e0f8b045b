namespace Actors.Gateway;

/// <summary>An OpenID provider that people of this platform may sign in with, section <c>Actors:IdentityProviders:{id}</c>.</summary>
public sealed class IdentityProviderOptions
{
    /// <summary>Its issuer, an https address: its metadata lie at <c>/.well-known/openid-configuration</c> below.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What it knows this backend as. Without it, nobody signs in by it.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with the id.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What the button on the sign-in page calls it.</summary>
    public string Label { get; set; } = "";

    /// <summary>The tenant whose people it speaks for, and in which newcomers register as its setting allows; null for people of any tenant, and no newcomers.</summary>
    public string? Tenant { get; set; }

    /// <summary>Whether it may let programs act for its people without asking them (enterprise-managed authorization, ID-JAG).</summary>
    public bool ManagesAuthorization { get; set; }
}

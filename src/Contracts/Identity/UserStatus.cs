namespace Actors.Contracts.Identity;

/// <summary>Whether a user may act.</summary>
[GenerateSerializer, Alias("identity.UserStatus")]
public enum UserStatus
{
    /// <summary>The user may sign in, and their sessions, tokens and keys work.</summary>
    Active,

    /// <summary>The user may not sign in, and none of their sessions, tokens and keys work.</summary>
    Suspended,

    /// <summary>The user registered by themselves and waits until somebody of the tenant lets them in; until then as if suspended.</summary>
    Pending,
}

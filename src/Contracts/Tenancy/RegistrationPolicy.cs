namespace Actors.Contracts.Tenancy;

/// <summary>Whether people may register in a tenant by themselves.</summary>
[GenerateSerializer, Alias("tenant.RegistrationPolicy")]
public enum RegistrationPolicy
{
    /// <summary>Nobody may: people are invited.</summary>
    Closed,

    /// <summary>Anybody may, and waits until somebody of the tenant lets them in.</summary>
    Approval,

    /// <summary>Anybody may, and is a member at once.</summary>
    Open,
}

using Actors.Contracts.Identity;

namespace Actors.Contracts;

/// <summary>
/// The scopes a token can carry. A tool names the one it needs. Of one subject <c>admin</c> includes <c>write</c>, and
/// <c>write</c> includes <c>read</c>.
/// </summary>
public static class Scopes
{
    /// <summary>Read who the caller is.</summary>
    public const string Profile = "profile";

    /// <summary>Change the caller's own account: password, sessions, keys and consents.</summary>
    public const string AccountWrite = "account:write";

    /// <summary>Read goals and progress.</summary>
    public const string FitnessRead = "fitness:read";

    /// <summary>Set, change and delete goals, and record progress.</summary>
    public const string FitnessWrite = "fitness:write";

    /// <summary>Read what is known of the credentials for other services that the caller has stored.</summary>
    public const string VaultRead = "vault:read";

    /// <summary>Store and delete credentials for other services.</summary>
    public const string VaultWrite = "vault:write";

    /// <summary>See the caller's tasks with agents, and follow them.</summary>
    public const string AgentsRead = "agents:read";

    /// <summary>Send messages to agents, and cancel tasks.</summary>
    public const string AgentsWrite = "agents:write";

    /// <summary>Read people, keys, settings and usage of the caller's tenant.</summary>
    public const string TenantRead = "tenant:read";

    /// <summary>Change people, keys and settings of the caller's tenant.</summary>
    public const string TenantAdmin = "tenant:admin";

    /// <summary>Export everything of the caller's tenant.</summary>
    public const string TenantExport = "tenant:export";

    /// <summary>Read and verify the audit of the caller's tenant.</summary>
    public const string AuditRead = "audit:read";

    /// <summary>Read what concerns all tenants.</summary>
    public const string PlatformRead = "platform:read";

    /// <summary>Create, suspend and delete tenants, and run the platform.</summary>
    public const string PlatformAdmin = "platform:admin";

    private static readonly Role[] Anyone = Enum.GetValues<Role>();

    /// <summary>
    /// Every scope with the sentence a person reads on the consent page, in the order it is shown, and with the roles
    /// that may hold it.
    /// </summary>
    public static readonly IReadOnlyList<(string Scope, string Meaning, IReadOnlyList<Role> Holders)> All =
    [
        (Profile, "See your name, your e-mail address and your organisation", Anyone),
        (AccountWrite, "Change your account: your password, your sessions and your API keys", Anyone),
        (FitnessRead, "See your goals and your progress", Anyone),
        (FitnessWrite, "Set, change and delete your goals, and record progress", Anyone),
        (VaultRead, "See which credentials for other services you have stored, but not the credentials", Anyone),
        (VaultWrite, "Store and delete your credentials for other services", Anyone),
        (AgentsRead, "See your tasks with agents, and follow them", Anyone),
        (AgentsWrite, "Send messages to agents in your name, and cancel your tasks", Anyone),
        (TenantRead, "See people, keys, settings and usage of your organisation", [Role.Owner, Role.Admin, Role.Billing, Role.Auditor, Role.Operator]),
        (TenantAdmin, "Change people, keys and settings of your organisation", [Role.Owner, Role.Admin, Role.Operator]),
        (TenantExport, "Export everything that your organisation has here", [Role.Owner]),
        (AuditRead, "See who did what in your organisation", [Role.Owner, Role.Auditor, Role.Operator]),
        (PlatformRead, "See all organisations of this platform", [Role.Operator]),
        (PlatformAdmin, "Create, suspend and delete organisations, and run this platform", [Role.Operator]),
    ];

    /// <summary>What a client gets that asks for nothing in particular: to use the product, not to administer it.</summary>
    public static readonly IReadOnlyList<string> Basic = new[] { Profile, FitnessRead, FitnessWrite };

    /// <summary>What an operator may do who acts as somebody else: see and use what they use, and leave their account, secrets and organisation alone.</summary>
    public static readonly IReadOnlyList<string> Impersonating = new[] { Profile, FitnessRead, FitnessWrite, TenantRead };

    /// <summary>Whether somebody of this role may hold the scope now. Nobody may hold one that there is not.</summary>
    public static bool MayHold(Role role, string scope)
    {
        foreach (var (known, _, holders) in All)
        {
            if (known == scope) return holders.Contains(role);
        }

        return false;
    }

    /// <summary>The scopes that a role may hold, in order.</summary>
    public static IReadOnlyList<string> Of(Role role) => All.Where(known => known.Holders.Contains(role)).Select(known => known.Scope).ToArray();

    /// <summary>Whether who was granted one scope has the other: it is the same, or a lesser one of the same subject.</summary>
    public static bool Covers(string granted, string wanted)
    {
        if (granted == wanted) return true;
        var subject = wanted.IndexOf(':', StringComparison.Ordinal) + 1;
        return subject > 0 && string.CompareOrdinal(granted, 0, wanted, 0, subject) == 0
            && Rank(wanted.AsSpan(subject)) is > 0 and var level && Rank(granted.AsSpan(subject)) > level;
    }

    private static int Rank(ReadOnlySpan<char> level) => level switch { "read" => 1, "write" => 2, "admin" => 3, _ => 0 };
}

using Actors.Contracts.Tenancy;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>
/// Which stored records go along with a tenant, and which do not. Each record of docs/security.md is in one of the two lists; a
/// test holds them to that.
/// </summary>
internal static class TransferredKinds
{
    private const string Short = "it is good for minutes or hours, and is asked for anew";
    private const string Platform = "it is the platform's, and none of the tenant's";

    /// <summary>What goes along, in this order: what nobody may write to before it is there comes first, whatever lets people in last.</summary>
    public static IReadOnlyList<TransferredKind> All { get; } = Array.AsReadOnly<TransferredKind>(
    [
        new AuditEntries(),
        new UsageRows(),
        new OwnStates("quota.jsonl", "quota"),
        new OwnStates("goals.jsonl", "goals"),
        new OwnStates("applications.jsonl", "applications"),
        new Credentials(),
        new OwnStates("remote_agents.jsonl", "remote_agents"),
        new OwnStates("remote_tasks.jsonl", "remote_task"),
        new AgentTasks(),
        new Clients(),
        new ApiKeys(),
        new Users(),
    ]);

    /// <summary>What the manifest itself has.</summary>
    public static IReadOnlyList<string> InManifest { get; } = Array.AsReadOnly(["tenant", "data_keys"]);

    /// <summary>What stays behind although it is the tenant's, and why.</summary>
    public static IReadOnlyList<ArchiveOmission> LeftOut { get; } = Array.AsReadOnly<ArchiveOmission>(
    [
        new() { Record = "account", Why = "Browser sessions are not taken along: people sign in again." },
        new() { Record = "browser_session", Why = "Browser sessions are not taken along: people sign in again." },
        new() { Record = "token_family", Why = "Tokens of programs are not taken along: people sign in again, and need not consent again." },
        new() { Record = "mcp_session", Why = "Sessions of MCP clients are not taken along: clients begin new ones." },
        new() { Record = "changes", Why = "It tells sessions that are not taken along." },
        new() { Record = "invitation", Why = "Links that were sent lead to where they were sent from: invite again." },
        new() { Record = "password_reset", Why = "Links that were sent lead to where they were sent from: ask for another." },
        new() { Record = "external_identity", Why = "Who somebody is to an identity provider is known to the platform: they sign in once more." },
        new() { Record = "push_outbox", Why = "A webhook that two platforms tell would hear everything twice: register it again." },
        new() { Record = "idempotency_key", Why = "Answers to calls are kept for a day, for who repeats a call at the same place." },
        new() { Record = "tenant_erasure", Why = "A deletion that was asked for does not go along." },
        new() { Record = "tenant_import", Why = "It is how far an import has come." },
    ]);

    /// <summary>What is never a tenant's, or serves no longer than it takes to sign in.</summary>
    public static IReadOnlyDictionary<string, string> NoneOfIts { get; } = new Dictionary<string, string>
    {
        ["authorization_code"] = Short, ["device_code"] = Short, ["user_code"] = Short, ["used_once"] = Short, ["mail"] = Short,
        ["retention"] = Platform, ["signing_keys"] = Platform, ["tenants"] = Platform, ["usage_writer"] = Platform,
        ["OrleansQuery"] = Platform, ["OrleansRemindersTable"] = Platform, ["OrleansMembershipTable"] = Platform, ["OrleansMembershipVersionTable"] = Platform,
        ["actors_owner"] = Platform, ["actors_migration"] = Platform,
    };
}

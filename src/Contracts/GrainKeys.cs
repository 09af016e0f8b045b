using Actors.Contracts.Tools;

namespace Actors.Contracts;

/// <summary>
/// The only place where grain keys are built and read. Every key starts with the tenant that owns the grain, so the
/// silo can check a caller against a key alone. A <c>/</c> in every key also keeps Orleans storage from reading it as
/// a number or a GUID.
/// </summary>
public static class GrainKeys
{
    /// <summary>The reserved tenant of what belongs to no tenant: signing keys, registered clients, e-mail addresses, operators.</summary>
    public const string Platform = "platform";

    /// <summary>The one grain that signs access tokens.</summary>
    public static readonly string SigningKeys = Singleton("signing-keys");

    /// <summary>The key of the grains through which operators run the platform.</summary>
    public static readonly string Operations = Singleton("operations");

    private const char Separator = '/';

    /// <summary>A tenant's own grain.</summary>
    public static string Tenant(string tenant) => Join(tenant, "tenant");

    /// <summary>A grain of one user of a tenant: the user, their goals, their devices.</summary>
    public static string User(string tenant, string user) => Join(tenant, user);

    /// <summary>A refresh-token family: one sign-in of one user through one client.</summary>
    public static string TokenFamily(string tenant, string family) => Join(tenant, family);

    /// <summary>A session of an MCP client, by the digest of the session's id.</summary>
    public static string McpSession(string tenant, string digest) => Join(tenant, digest);

    /// <summary>A task of a tenant.</summary>
    public static string Task(string tenant, string task) => Join(tenant, task);

    /// <summary>The grain that serves a caller's calls.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>: it serves people, and the caller acts for none.</exception>
    public static string Of(ToolKey key, Caller caller) => key switch
    {
        ToolKey.Tenant => Tenant(caller.Tenant),
        ToolKey.Platform => Operations,
        ToolKey.User when caller.User is { } user => User(caller.Tenant, user),
        _ => throw new ActorException(ErrorCodes.InvalidArgument, "This works for a person only; the client that called acts for none."),
    };

    /// <summary>One of many things of a user or of a client that acts for itself: their <see cref="Caller.Owner"/> and an id of its own.</summary>
    public static string OwnedBy(string tenant, string owner, string id) => Join(tenant, string.Concat(owner, "/", id));

    /// <summary>A conversation of an owner's with agents. Its id is the client's to choose, so it may have any characters.</summary>
    public static string Context(string tenant, string owner, string context) => OwnedBy(tenant, owner, Uri.EscapeDataString(context));

    /// <summary>What <see cref="Context"/> was given as the context.</summary>
    public static string ContextOf(string key) => Uri.UnescapeDataString(IdOf(key));

    /// <summary>A platform-wide grain that has one instance, named by what it is.</summary>
    public static string Singleton(string name) => Join(Platform, name);

    /// <summary>A platform-wide grain of which there are many, named by an identifier or a digest.</summary>
    public static string PlatformItem(string id) => Join(Platform, id);

    /// <summary>The tenant that owns the grain with this key.</summary>
    /// <exception cref="FormatException">The key was not built here.</exception>
    public static string TenantOf(string key) => key[..SeparatorIn(key)];

    /// <summary>The part of a key behind its tenant: the user of a user's grain, the family of a token family.</summary>
    /// <exception cref="FormatException">The key was not built here.</exception>
    public static string LocalPartOf(string key) => key[(SeparatorIn(key) + 1)..];

    /// <summary>Whose grain it is, of those that <see cref="OwnedBy"/> names.</summary>
    public static string OwnerOf(string key) => LocalPartOf(key) is var local && local.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var end ? local[..end] : local;

    /// <summary>What <see cref="OwnedBy"/> was given as the id.</summary>
    public static string IdOf(string key) => key[(key.LastIndexOf(Separator) + 1)..];

    private static string Join(string tenant, string local)
    {
        ArgumentException.ThrowIfNullOrEmpty(local);
        if (!IsTenantId(tenant))
            throw new ArgumentException("A tenant id is 1 to 63 lower-case letters, digits and hyphens.", nameof(tenant));
        return string.Concat(tenant, "/", local);
    }

    /// <summary>Whether <paramref name="text"/> can name a tenant: 1 to 63 of <c>a-z 0-9 -</c>.</summary>
    public static bool IsTenantId(string? text) =>
        text is { Length: > 0 and <= 63 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static int SeparatorIn(string key) =>
        key.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var at
            ? at
            : throw new FormatException("A grain key has the form tenant/… and is built by GrainKeys.");
}

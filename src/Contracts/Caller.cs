using Actors.Contracts.Identity;

namespace Actors.Contracts;

/// <summary>
/// On whose behalf a call is made. Set once by the gateway after it has checked a credential, it travels with every
/// grain call in <see cref="RequestContext"/>, and the silo's call filter holds each call against it.
/// </summary>
[GenerateSerializer, Immutable, Alias("caller")]
public sealed record Caller
{
    private const string ContextKey = "caller";

    /// <summary>The tenant whose grains the caller may reach.</summary>
    [Id(0)] public required string Tenant { get; init; }

    /// <summary>The user's id within the tenant, or null where a client or the platform acts for itself.</summary>
    [Id(1)] public string? User { get; init; }

    /// <summary>The OAuth client or API key through which the call came.</summary>
    [Id(2)] public required string Client { get; init; }

    /// <summary>The granted scopes.</summary>
    [Id(3)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Ties together everything that one request caused, in logs and answers.</summary>
    [Id(4)] public required string CorrelationId { get; init; }

    /// <summary>The backend itself: the gateway's sign-in and token endpoints, and grains that act beyond a user's own authority.</summary>
    [Id(5)] public bool IsPlatform { get; init; }

    /// <summary>What the caller is in the tenant now; the least, where nobody said.</summary>
    [Id(6)] public Role Role { get; init; }

    /// <summary>The network address the call came from, as far as the gateway can tell.</summary>
    [Id(7)] public string? Address { get; init; }

    /// <summary>The key under which the call runs once; see <see cref="Tools.IdempotencyKey"/>.</summary>
    [Id(8)] public string? IdempotencyKey { get; init; }

    /// <summary>The operator who acts as the user, or null where the user does.</summary>
    [Id(9)] public string? Impersonator { get; init; }

    /// <summary>Whose things the caller makes: the user's, or those of a client that acts for itself.</summary>
    public string Owner => User ?? Client;

    /// <summary>The backend acting on its own authority.</summary>
    public static Caller Platform(string correlationId) => new()
    {
        Tenant = GrainKeys.Platform, Client = GrainKeys.Platform, Scopes = [], CorrelationId = correlationId, IsPlatform = true,
    };

    /// <summary>The caller of the running request, or null outside of one.</summary>
    public static Caller? Current => RequestContext.Get(ContextKey) as Caller;

    /// <summary>Whether the caller was granted <paramref name="scope"/>, or one that includes it.</summary>
    public bool Has(string scope)
    {
        foreach (var granted in Scopes)
        {
            if (Contracts.Scopes.Covers(granted, scope)) return true;
        }

        return false;
    }

    /// <summary>Whether the caller was granted <paramref name="scope"/> and its role may hold it.</summary>
    public bool May(string scope) => Has(scope) && Contracts.Scopes.MayHold(Role, scope);

    /// <summary>Whether <paramref name="scope"/> is all that is missing: the caller's role may hold it, but it was not granted.</summary>
    public bool Lacks(string scope) => !Has(scope) && Contracts.Scopes.MayHold(Role, scope);

    /// <summary>What a caller does who lacks scopes: it depends on whether an API key or a program's token is to have them.</summary>
    public string HowToGet(int scopes = 1) => (IsByKey, scopes) switch
    {
        (true, 1) => "This API key does not have it: use or create one that does.",
        (true, _) => "This API key does not have them: use or create one that does.",
        (false, 1) => "Ask for it and sign in again.",
        (false, _) => "Ask for them and sign in again.",
    };

    private bool IsByKey => Client.StartsWith("key_", StringComparison.Ordinal);

    /// <summary>
    /// Lets a grain act beyond the authority of whoever called it, until the returned value is disposed. The method that
    /// does so has to have decided that it may.
    /// </summary>
    public static Entered EnterPlatform() => Platform(Current?.CorrelationId ?? GrainKeys.Platform).Enter();

    /// <summary>Makes this the caller of every grain call until the returned value is disposed.</summary>
    public Entered Enter()
    {
        var before = Current;
        RequestContext.Set(ContextKey, this);
        return new Entered { Before = before };
    }

    /// <summary>Restores the caller there was before <see cref="Enter"/>.</summary>
    public readonly record struct Entered : IDisposable
    {
        internal Caller? Before { get; init; }

        /// <inheritdoc />
        public void Dispose()
        {
            if (Before is null) RequestContext.Remove(ContextKey);
            else RequestContext.Set(ContextKey, Before);
        }
    }
}

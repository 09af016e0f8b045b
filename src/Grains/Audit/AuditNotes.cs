using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Contracts.Identity;
using Actors.Grains.Infrastructure.ReadModels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Audit;

/// <summary>
/// Tells the audit what is no call that was done: refused attempts, sign-ins, tokens. Whoever repeats an attempt a million times
/// must not fill the disk with it: what anybody can repeat is written once a minute for the same caller, matter and outcome, and then once
/// more with how many there were; of different ones a tenant has so many a minute, and the rest are counted together.
/// </summary>
public sealed partial class AuditNotes(IAuditLog audit, TimeProvider time, ILogger<AuditNotes> logger) : BackgroundService
{
    /// <summary>The outcome of what went well.</summary>
    public const string Done = "done";

    /// <summary>How many different attempts a tenant's audit has in a minute.</summary>
    public const int MostKinds = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<Kind, Noted>> tenants = new(StringComparer.Ordinal);
    private long minute;

    /// <summary>Notes what anybody can repeat at will, in the audit of the caller's tenant. A failure to do so is logged: the caller is owed the answer.</summary>
    public async Task Note(Caller who, string what, string target, string outcome)
    {
        var notice = Of(who, what, target);
        await Write(Turn());
        if (IsFirst(notice, outcome)) await Write(notice, outcome);
    }

    /// <summary>Notes what happens seldom.</summary>
    public Task Write(Caller who, string what, string target) => audit.Note(Of(who, what, target), Done);

    /// <summary>Stores something and the note of it, both or neither.</summary>
    public async Task Along(Caller who, string what, string target, Func<Task> store)
    {
        var notice = Of(who, what, target);
        notice.Enter();
        audit.Begin(notice);
        try
        {
            await store();
        }
        catch (Exception failure)
        {
            await audit.Failed(notice, failure is ActorException known ? known.Error.Code : ErrorCodes.Internal);
            throw;
        }
        finally
        {
            AuditedCall.Leave();
        }

        await audit.Done(notice);
    }

    /// <summary>Somebody who is not signed in yet, as the audit names them.</summary>
    public static Caller Of(UserRef user, string client, string? network = null) => Of(user.Tenant, client) with { User = user.User, Address = network };

    /// <summary>A client that acts for itself.</summary>
    public static Caller Of(string tenant, string client) =>
        new() { Tenant = tenant, Client = client, Scopes = Array.Empty<string>(), CorrelationId = Caller.Current?.CorrelationId ?? client };

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Window, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Write(Turn(evenNow: stoppingToken.IsCancellationRequested));
        }
    }

    private AuditedCall Of(Caller who, string what, string target) =>
        new() { Id = Guid.CreateVersion7(), At = time.GetUtcNow(), Caller = who, Tool = what, Target = target, Step = AuditedCall.NoCall };

    private bool IsFirst(AuditedCall notice, string outcome)
    {
        var who = notice.Caller;
        var kind = new Kind(who.User, who.Client, who.Address, notice.Tool, outcome);
        lock (gate)
        {
            if (!tenants.TryGetValue(who.Tenant, out var noted)) tenants[who.Tenant] = noted = [];
            if (!noted.ContainsKey(kind) && noted.Count >= MostKinds)
                (kind, notice) = (default, notice with { Caller = who with { User = null, Client = "various", Address = null }, Tool = "various", Target = "various" });
            if (noted.TryGetValue(kind, out var first))
            {
                first.More++;
                return false;
            }

            noted[kind] = new(notice, outcome);
            return true;
        }
    }

    /// <summary>Begins a new minute, if it is time, and answers what the last one left to be told.</summary>
    private Noted[] Turn(bool evenNow = false)
    {
        var now = time.GetUtcNow().Ticks / Window.Ticks;
        lock (gate)
        {
            if (now == minute && !evenNow) return [];
            minute = now;
            Noted[] ended = [.. tenants.Values.SelectMany(noted => noted.Values).Where(kind => kind.More > 0)];
            tenants.Clear();
            return ended;
        }
    }

    private async Task Write(Noted[] ended)
    {
        foreach (var kind in ended)
            await Write(kind.First with { Id = Guid.CreateVersion7(), At = time.GetUtcNow(), Target = $"{kind.First.Target}, and {kind.More} more in that minute" }, kind.Outcome);
    }

    private async Task Write(AuditedCall notice, string outcome)
    {
        try
        {
            await audit.Note(notice, outcome);
        }
        catch (ActorException away)
        {
            LogLost(away, notice.Tool, notice.Caller.Tenant, outcome);
        }
    }

    private readonly record struct Kind(string? User, string Client, string? Address, string Tool, string Outcome);

    private sealed class Noted(AuditedCall first, string outcome)
    {
        public AuditedCall First => first;

        public string Outcome => outcome;

        public long More { get; set; }
    }

    [LoggerMessage(LogLevel.Warning, "The audit could not be told of {Tool} in tenant {Tenant}, which ended as {Outcome}")]
    private partial void LogLost(Exception exception, string tool, string tenant, string outcome);
}

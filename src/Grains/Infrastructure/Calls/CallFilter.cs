using System.Collections.Concurrent;
using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure.ReadModels;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Infrastructure.Calls;

/// <summary>
/// Records tool calls where they run, whatever a gateway forgot: each is counted, each that may change something is audited, and
/// one with an idempotency key runs once. Of calls that only read, the audit is told of those that found no such thing. Comes
/// after <see cref="AuthorityFilter"/>, which tells it of whom it turned away.
/// What a tool calls in turn belongs to the call that is being recorded.
/// </summary>
public sealed partial class CallFilter(IAuditLog audit, IUsageLedger usage, OneRun once, AuditNotes notes, TimeProvider time, ILogger<CallFilter> logger) : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<MethodInfo, ToolRule?> rules = new();

    /// <inheritdoc />
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (GuardedMethod.Of(context) is not { } method || rules.GetOrAdd(method, ToolRule.Of) is not { } rule
            || Caller.Current is not { IsPlatform: false } caller || AuditedCall.Current is not null)
            return context.Invoke();
        if (!rule.ReadOnly)
            return caller.IdempotencyKey is { } key ? once.Run(context, rule, caller, key, () => Audit(context, rule, caller)) : Audit(context, rule, caller);
        var running = usage.Count(caller, rule.Name) is { IsCompletedSuccessfully: false } counted ? Invoke(context, counted) : context.Invoke();
        return running.IsCompletedSuccessfully ? running : Watch(running, context, rule, caller);
    }

    private async Task Watch(Task running, IIncomingGrainCallContext context, ToolRule rule, Caller caller)
    {
        try
        {
            await running;
        }
        catch (ActorException refused) when (refused.Error.Code is ErrorCodes.NotFound or ErrorCodes.Forbidden)
        {
            await notes.Note(caller, rule.Name, rule.Target(context), refused.Error.Code);
            throw;
        }
    }

    private static async Task Invoke(IIncomingGrainCallContext context, Task counted)
    {
        await context.Invoke();
        await counted;
    }

    private async Task Audit(IIncomingGrainCallContext context, ToolRule rule, Caller caller)
    {
        var call = new AuditedCall { Id = Guid.CreateVersion7(), At = time.GetUtcNow(), Caller = caller, Tool = rule.Name, Target = rule.Target(context) };
        call.Enter();
        audit.Begin(call);
        try
        {
            await context.Invoke();
        }
        catch (Exception failure)
        {
            await Fail(call, failure is ActorException known ? known.Error.Code : ErrorCodes.Internal);
            throw;
        }
        finally
        {
            AuditedCall.Leave();
        }

        await audit.Done(call);
    }

    /// <summary>The caller is owed the failure of the call itself, not that of its record.</summary>
    private async Task Fail(AuditedCall call, string code)
    {
        try
        {
            await audit.Failed(call, code);
        }
        catch (ActorException away)
        {
            LogLost(away, call.Tool, call.Caller.Tenant, code);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A call of {Tool} in tenant {Tenant} failed with {Code}, and the audit could not be told")]
    private partial void LogLost(Exception exception, string tool, string tenant, string code);
}

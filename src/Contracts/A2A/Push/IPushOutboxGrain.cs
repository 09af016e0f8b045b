namespace Actors.Contracts.A2A.Push;

/// <summary>
/// Tells webhooks what happens to one task: everything, in order, at least once, for as long as a day of failures. It reads the task's
/// log, where what happened is durable, and stores how far each webhook has been told. Key: that of the task, <see cref="GrainKeys.OwnedBy"/>.
/// </summary>
[OwnedByCaller, Alias("push_outbox")]
public interface IPushOutboxGrain : IGrainWithStringKey
{
    /// <summary>Has a webhook told what happens to the task from now on; how it stands, once, if it has ended.</summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.NotFound"/> if there is no such task, <see cref="ErrorCodes.InvalidArgument"/> for an address that may not be
    /// called or a header that cannot be sent, <see cref="ErrorCodes.LimitReached"/> at 10 webhooks.
    /// </exception>
    [AgentOperation(Scope = Scopes.AgentsWrite), Idempotent, AlwaysInterleave, Alias("put")]
    Task<PushConfig> Put(PutPush request, CancellationToken cancellation);

    /// <summary>What is known of one webhook.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [AgentOperation(Scope = Scopes.AgentsRead), ReadOnly, Alias("get")]
    Task<PushConfig> Get(string id, CancellationToken cancellation);

    /// <summary>What is known of all webhooks of the task.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if there is no such task.</exception>
    [AgentOperation(Scope = Scopes.AgentsRead), ReadOnly, Alias("list")]
    Task<PushConfigList> List(CancellationToken cancellation);

    /// <summary>Tells a webhook no more. One that is not there is as good as removed.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if there is no such task.</exception>
    [AgentOperation(Scope = Scopes.AgentsWrite), Idempotent, AlwaysInterleave, Alias("delete")]
    Task Delete(string id, CancellationToken cancellation);

    /// <summary>Begins anew with a webhook that was given up, or waits for its next attempt, where it had got to.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [AgentOperation(Scope = Scopes.AgentsWrite), Idempotent, AlwaysInterleave, Alias("retry")]
    Task<PushConfig> Retry(string id, CancellationToken cancellation);

    /// <summary>The same as <see cref="Put"/>, on behalf of the task itself, which does not ask whether there is one.</summary>
    [PlatformOnly, Idempotent, AlwaysInterleave, Alias("register")]
    Task<PushConfig> Register(RegisterPush request, CancellationToken cancellation);

    /// <summary>Sees to it that what there is to tell is being told. Does not wait for it.</summary>
    [PlatformOnly, Idempotent, AlwaysInterleave, Alias("deliver")]
    Task Deliver(CancellationToken cancellation);

    /// <summary>Seals every token and credential with the tenant's current data key, where it is not.</summary>
    [PlatformOnly, Idempotent, AlwaysInterleave, Alias("reseal")]
    Task Reseal(CancellationToken cancellation);

    /// <summary>Removes what is stored, if the task is gone.</summary>
    [PlatformOnly, Idempotent, AlwaysInterleave, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}

using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Secrets;
using Actors.Outbound;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A.Push;

/// <inheritdoc cref="IPushOutboxGrain"/>
/// <remarks>What it is asked interleaves with the telling, and with its task, which it asks in turn; the <see cref="gate"/> keeps its writes apart.</remarks>
public sealed partial class PushOutboxGrain(
    [PersistentState("push_outbox")] IPersistentState<PushOutboxState> state, ITaskLog log, IPushQueue queue, PushLetters letters, Webhooks webhooks,
    OutboundGuard guard, SecretBox box, TimeProvider time, ILogger<PushOutboxGrain> logger) : Grain, IPushOutboxGrain, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private int arriving;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public async Task<PushConfig> Put(PutPush request, CancellationToken cancellation)
    {
        await Check(request, cancellation);
        arriving++;
        try
        {
            AgentTask task;
            using (Caller.EnterPlatform()) task = await GrainFactory.GetGrain<IAgentTaskGrain>(Key).Watch(cancellation);
            await Owe(cancellation);
            return await Store(new() { Push = request, ContextId = task.ContextId, After = task.Generation, HasEnded = task.Status.IsFinal });
        }
        finally
        {
            arriving--;
        }
    }

    /// <inheritdoc />
    public async Task<PushConfig> Register(RegisterPush request, CancellationToken cancellation)
    {
        await Check(request.Push, cancellation);
        return await Store(request);
    }

    /// <inheritdoc />
    public Task<PushConfig> Get(string id, CancellationToken cancellation) => Task.FromResult(Demand(id).Config);

    /// <inheritdoc />
    public async Task<PushConfigList> List(CancellationToken cancellation)
    {
        await DemandTask(cancellation);
        return new() { Pushes = [.. state.State.Pushes.Select(push => push.Config)] };
    }

    /// <inheritdoc />
    public async Task Delete(string id, CancellationToken cancellation)
    {
        await DemandTask(cancellation);
        if (Find(id) is not null) await Change(id, _ => null);
        if (telling.Count == 0) await Settle();
    }

    /// <inheritdoc />
    public async Task<PushConfig> Retry(string id, CancellationToken cancellation)
    {
        Demand(id);
        await Owe(cancellation);
        await Change(id, push => push with { FailingSince = null, Config = push.Config with { Failures = 0, NextAttemptAt = null, GaveUpAt = null } });
        TellAll();
        return Demand(id).Config;
    }

    /// <inheritdoc />
    public async Task Deliver(CancellationToken cancellation)
    {
        TellAll();
        if (state.State.Pushes.IsEmpty && arriving == 0) await Settle();
        LeaveIfAbsent();
    }

    /// <inheritdoc />
    public async Task Reseal(CancellationToken cancellation)
    {
        foreach (var push in state.State.Pushes)
        {
            var token = push.SealedToken is null ? null : await box.Reseal(push.SealedToken, TokenPlace(push.Config));
            var credentials = push.SealedCredentials is null ? null : await box.Reseal(push.SealedCredentials, CredentialsPlace(push.Config));
            if (token is null && credentials is null) continue;
            await Change(push.Config.Id, now => now.SealedToken != push.SealedToken || now.SealedCredentials != push.SealedCredentials ? now
                : now with { SealedToken = token ?? now.SealedToken, SealedCredentials = credentials ?? now.SealedCredentials });
        }
    }

    /// <inheritdoc />
    public async Task Expire(CancellationToken cancellation) => await state.Expire((await log.Read(Key, 0, 1, cancellation)).Count == 0, this);

    /// <inheritdoc />
    public void Dispose()
    {
        stop.Dispose();
        gate.Dispose();
    }

    private async Task Check(PutPush push, CancellationToken cancellation)
    {
        if (await guard.Refusal(PushRules.Demand(push), cancellation) is { } refusal) throw PushRules.Invalid("url", $"The webhook cannot be called. {refusal}");
    }

    /// <summary>One of the same id goes on where that one was.</summary>
    private async Task<PushConfig> Store(RegisterPush request)
    {
        var push = request.Push;
        var config = new PushConfig
        {
            Id = push.Id ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(push.Url)).AsSpan(0, 8)),
            TaskId = GrainKeys.IdOf(Key),
            Url = push.Url,
            Scheme = push.Scheme,
            Version = push.Version,
            Delivered = request.After,
        };
        var stored = new StoredPush
        {
            Config = config,
            ContextId = request.ContextId,
            OwesTask = request.HasEnded,
            SealedToken = push.Token is { Length: > 0 } token ? await box.Seal(Encoding.UTF8.GetBytes(token), TokenPlace(config)) : null,
            SealedCredentials = push.Credentials is { Length: > 0 } credentials ? await box.Seal(Encoding.UTF8.GetBytes(credentials), CredentialsPlace(config)) : null,
        };
        return await Alone(async () =>
        {
            var (before, all) = (Find(config.Id), state.State.Pushes);
            if (before is null && all.Count >= PushRules.Most)
                throw new ActorException(ErrorCodes.LimitReached, $"The task has {PushRules.Most} webhooks already; delete one first.", ("limit", $"{PushRules.Most} webhooks"));
            if (before is not null) stored = stored with { Config = config with { Delivered = before.Config.Delivered }, OwesTask = before.OwesTask || request.HasEnded };
            await state.Save(new PushOutboxState { Pushes = before is null ? all.Add(stored) : all.Replace(before, stored) }, this);
            TellAll();
            return stored.Config;
        });
    }

    /// <summary>Changes what is stored of a webhook, or removes it, if it is still there.</summary>
    private Task<bool> Change(string id, Func<StoredPush, StoredPush?> change) => Alone(async () =>
    {
        if (Find(id) is not { } before) return false;
        var after = change(before);
        if (after == before) return false;
        await state.Save(new PushOutboxState { Pushes = after is null ? state.State.Pushes.Remove(before) : state.State.Pushes.Replace(before, after) }, this);
        return true;
    });

    /// <summary>Writes one thing after the other.</summary>
    private async Task<T> Alone<T>(Func<Task<T>> write)
    {
        await gate.WaitAsync();
        try
        {
            return await write();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task DemandTask(CancellationToken cancellation)
    {
        if (state.RecordExists || (await log.Read(Key, 0, 1, cancellation)).Count > 0) return;
        LeaveIfAbsent();
        throw ActorException.NotFound("There is no such task.");
    }

    /// <summary>Not while the first webhook is being put: its task wakes this outbox before there is anything in it.</summary>
    private void LeaveIfAbsent()
    {
        if (arriving == 0) state.LeaveIfAbsent(this);
    }

    private StoredPush Demand(string id)
    {
        if (Find(id) is { } push) return push;
        LeaveIfAbsent();
        throw ActorException.NotFound("The task has no such webhook.");
    }

    private StoredPush? Find(string id) => state.State.Pushes.Find(push => push.Config.Id == id);

    private SecretPlace TokenPlace(PushConfig push) => SecretPlace.Of(Key, $"push token {push.Id}") with { Provider = push.Url };

    private SecretPlace CredentialsPlace(PushConfig push) => SecretPlace.Of(Key, $"push credentials {push.Id}") with { Provider = push.Url };
}

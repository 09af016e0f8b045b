using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Secrets;
using Actors.Contracts.Tenancy;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy;

/// <inheritdoc cref="ITenantErasureGrain"/>
public sealed class TenantErasureGrain(
    [PersistentState("tenant_erasure")] IPersistentState<TenantErasureState> state, IStoredStates stored, TimeProvider time)
    : Grain, ITenantErasureGrain, IRemindable
{
    private const string Reminder = "erase";
    private const int Page = 200;
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>What stays for ever: that the id was taken, and that its keys are destroyed.</summary>
    private static readonly string[] Tombstones = ["tenant", "data_keys"];

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task Schedule(DateTimeOffset at, CancellationToken cancellation)
    {
        await state.Save(state.State with { At = at }, this);
        var wait = at - time.GetUtcNow();
        await this.RegisterOrUpdateReminder(Reminder, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Again);
    }

    /// <inheritdoc />
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        using var _ = Caller.EnterPlatform();
        await Erase(CancellationToken.None);
    }

    /// <inheritdoc />
    public async Task Erase(CancellationToken cancellation)
    {
        var tenant = GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(Tenant));
        if (state.State.At is { } at && await tenant.Get(cancellation) is { Status: TenantStatus.Deleting } current)
        {
            if (current.DeletesAt > time.GetUtcNow() || at > time.GetUtcNow()) return;
            await Dissolve(cancellation);
            await GrainFactory.GetGrain<IDataKeysGrain>(GrainKeys.Tenant(Tenant)).Destroy(cancellation);
            await stored.DropTenant(Tenant, Tombstones, cancellation);
            await tenant.Deleted(cancellation);
        }

        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    /// <summary>Removes what the tenant has outside of it: its people's addresses and keys, and its clients.</summary>
    private async Task Dissolve(CancellationToken cancellation)
    {
        var people = GrainFactory.GetGrain<IPeopleGrain>(GrainKeys.Tenant(Tenant));
        for (var page = new UserList { Users = [], Total = 0, Next = "" }; page.Next is { } after;)
        {
            page = await people.List(new ListUsers { Limit = Page, After = after }, cancellation);
            foreach (var user in page.Users.Where(user => !user.IsService))
                await GrainFactory.GetGrain<IEmailGrain>(EmailAddress.Key(user.Email)).Release(new UserRef { Tenant = Tenant, User = user.Id }, cancellation);
        }

        await Drop("api_key", key => GrainFactory.GetGrain<IApiKeyGrain>(key).Drop(Tenant, cancellation), cancellation);
        await Drop("oauth_client", key => GrainFactory.GetGrain<IClientGrain>(key).Drop(Tenant, cancellation), cancellation);
    }

    /// <summary>What lies under the platform is found by what it says: of an import that was cut short, no list is complete.</summary>
    private async Task Drop(string stateName, Func<string, Task> drop, CancellationToken cancellation)
    {
        for (IReadOnlyList<string> found = [""]; found.Count > 0;)
        {
            found = await stored.Holding(stateName, tenant: null, $"\"tenant\":\"{Tenant}\"", found[^1], Page, cancellation);
            foreach (var key in found) await drop(key);
        }
    }
}

using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public sealed record Balance
{
    public int Amount { get; init; }

    public int Twice { get; init; }
}

public interface IAccountGrain : IGrainWithStringKey
{
    Task<int> Read();

    Task Set(int amount);

    Task SetInMemory(int amount);

    Task Clear();

    Task<bool> Exists();
}

internal class AccountGrain([PersistentState("balance")] IPersistentState<Balance> balance) : Grain, IAccountGrain
{
    public Task<int> Read()
    {
        Assert.Equal(balance.State.Amount * 2, balance.State.Twice);
        return Task.FromResult(balance.State.Amount);
    }

    public async Task Set(int amount)
    {
        await SetInMemory(amount);
        await balance.WriteStateAsync();
    }

    public Task SetInMemory(int amount)
    {
        balance.State = new() { Amount = amount, Twice = amount * 2 };
        return Task.CompletedTask;
    }

    public Task Clear() => balance.ClearStateAsync();

    public Task<bool> Exists() => Task.FromResult(balance.RecordExists);
}

public interface ISharedAccountGrain : IAccountGrain;

[Reentrant]
internal sealed class SharedAccountGrain([PersistentState("shared")] IPersistentState<Balance> balance) : AccountGrain(balance), ISharedAccountGrain;

public sealed class StateTests
{
    private readonly MemoryStorage storage = new();

    [Fact]
    public async Task State_is_read_before_the_first_call_and_kept_across_hosts()
    {
        await using (var host = await TestHost.Start(storage: storage))
        {
            var account = host.Grains.GetGrain<IAccountGrain>("t/a");
            Assert.Equal(0, await account.Read());
            Assert.False(await account.Exists());
            await account.Set(5);
            await account.SetInMemory(7);
        }

        await using var next = await TestHost.Start(storage: storage);
        Assert.Equal(5, await next.Grains.GetGrain<IAccountGrain>("t/a").Read());
        Assert.True(await next.Grains.GetGrain<IAccountGrain>("t/a").Exists());
    }

    [Fact]
    public async Task Clearing_leaves_a_new_state()
    {
        await using var host = await TestHost.Start(storage: storage);
        var account = host.Grains.GetGrain<IAccountGrain>("t/a");
        await account.Set(5);

        await account.Clear();

        Assert.Equal(0, await account.Read());
        Assert.False(await account.Exists());
        await account.Set(6);
    }

    [Fact]
    public async Task A_grain_whose_write_loses_the_race_is_dropped_and_read_afresh()
    {
        await using var host = await TestHost.Start(storage: storage);
        var account = host.Grains.GetGrain<IAccountGrain>("t/a");
        await account.Set(1);
        await WriteBehindItsBack(account, 100);

        var lost = await Assert.ThrowsAsync<InconsistentStateException>(() => account.Set(2));

        Assert.NotEqual(lost.StoredEtag, lost.CurrentEtag);
        Assert.Equal(100, await account.Read());
        await account.Set(3);
        Assert.Equal(3, await account.Read());
    }

    [Fact]
    public async Task A_reentrant_grains_concurrent_writes_run_one_after_the_other_and_share_what_waits()
    {
        storage.BeforeWrite = async () => await Task.Delay(1);
        await using var host = await TestHost.Start(storage: storage);
        var account = host.Grains.GetGrain<ISharedAccountGrain>("t/a");

        await Task.WhenAll(Enumerable.Range(1, 100).Select(account.Set));

        Assert.Equal(2, storage.Writes);
        await using var next = await TestHost.Start(storage: storage);
        Assert.Equal(100, await next.Grains.GetGrain<ISharedAccountGrain>("t/a").Read());
    }

    private async Task WriteBehindItsBack(IAddressable account, int amount)
    {
        var record = new GrainState<Balance>();
        await storage.ReadStateAsync("balance", account.GetGrainId(), record);
        record.State = new() { Amount = amount, Twice = amount * 2 };
        await storage.WriteStateAsync("balance", account.GetGrainId(), record);
    }
}

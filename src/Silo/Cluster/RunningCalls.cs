using System.Collections.Concurrent;
using Orleans.Hosting;
using Orleans.Providers;

namespace Actors.Silo.Cluster;

/// <summary>
/// Which of the gateways' named calls this silo runs, so that a gateway can tell a call that goes on from one that was lost
/// with another silo.
/// </summary>
internal sealed class RunningCalls : IIncomingGrainCallFilter, IControllable
{
    private const string Provider = "running_calls", Key = "call";

    private readonly ConcurrentDictionary<CallId, bool> running = new();

    /// <summary>Gives the call that is about to be sent a name.</summary>
    public static void Name(CallId call) => RequestContext.Set(Key, call.Number);

    /// <summary>Which of these calls run anywhere in the cluster.</summary>
    public static async Task<IReadOnlySet<CallId>> Ask(IGrainFactory grains, IEnumerable<CallId> calls, CancellationToken cancellation)
    {
        var answers = await grains.GetGrain<IManagementGrain>(0)
            .SendControlCommandToProvider<RunningCalls>(Provider, 0, calls.Select(call => call.ToString()).ToArray())
            .WaitAsync(TimeSpan.FromSeconds(2), cancellation);
        return answers.OfType<string[]>().SelectMany(names => names).Select(CallId.Parse).ToHashSet();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get(Key) is not Guid number)
        {
            await context.Invoke();
            return;
        }

        var call = new CallId(number, context.TargetId);
        running.TryAdd(call, true);
        try
        {
            await context.Invoke();
        }
        finally
        {
            running.TryRemove(call, out _);
        }
    }

    public Task<object?> ExecuteCommand(int command, object? arg) =>
        Task.FromResult<object?>(((string[])arg!).Where(name => running.ContainsKey(CallId.Parse(name))).ToArray());

    public static void AddTo(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<RunningCalls>();
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(services => services.GetRequiredService<RunningCalls>());
        silo.Services.AddKeyedSingleton<IControllable>(Provider, (services, _) => services.GetRequiredService<RunningCalls>());
    }
}

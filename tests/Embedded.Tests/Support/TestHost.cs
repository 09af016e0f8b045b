using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Embedded.Tests.Support;

/// <summary>A process with the grains of this assembly. What it is given can be given to the next one: a restart.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost host;

    private TestHost(IHost host) => this.host = host;

    public IGrainFactory Grains => Service<IGrainFactory>();

    public Journal Journal => Service<Journal>();

    public int Activations => Service<ActorRuntime>().Directory.Count;

    public static async Task<TestHost> Start(
        Action<EmbeddedActorOptions>? options = null, Action<IServiceCollection>? services = null,
        TimeProvider? clock = null, IGrainStorage? storage = null, IReminderTable? reminders = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddKeyedSingleton("Default", storage ?? new MemoryStorage());
        builder.Services.AddSingleton(reminders ?? new MemoryReminders());
        builder.Services.AddEmbeddedActors(options, typeof(TestHost).Assembly);
        services?.Invoke(builder.Services);
        var built = builder.Build();
        await built.StartAsync();
        return new(built);
    }

    public T Service<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public Task Stop() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

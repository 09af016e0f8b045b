using System.Reflection;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Tests.Storage;

/// <summary>A state as grains declare it: its name, its type and whose it is.</summary>
internal sealed record StoredState(string Name, Type Type, Type GrainInterface)
{
    public static IReadOnlyList<StoredState> All { get; } =
    [
        .. from grain in typeof(AuthorityFilter).Assembly.GetTypes()
           from parameter in grain.GetConstructors().SelectMany(constructor => constructor.GetParameters())
           let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
           where attribute is not null
           select new StoredState(
               attribute.StateName,
               parameter.ParameterType.GetGenericArguments().Single(),
               grain.GetInterfaces().Where(i => i.IsAssignableTo(typeof(IGrainWithStringKey))).MaxBy(i => i.GetInterfaces().Length)!),
    ];

    /// <summary>The identity that the runtime gives the grain.</summary>
    public GrainId Grain(IGrainFactory grains, string key) => grains.GetGrain(GrainInterface, key).GetGrainId();

    /// <summary>Reads the state as its grain would; what comes back writes it, as if for the first time.</summary>
    public Task<Func<Task>> Open(IGrainStorage storage, IGrainFactory grains, string key) =>
        (Task<Func<Task>>)typeof(StoredState).GetMethod(nameof(OpenAs), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(Type).Invoke(this, [storage, Grain(grains, key)])!;

    private async Task<Func<Task>> OpenAs<T>(IGrainStorage storage, GrainId grain)
    {
        var state = new GrainState<T>();
        await storage.ReadStateAsync(Name, grain, state);
        Assert.True(state.RecordExists, $"{Name} of {grain} was not found");
        return () => storage.WriteStateAsync(Name, grain, new GrainState<T>(state.State));
    }
}

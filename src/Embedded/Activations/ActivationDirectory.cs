using System.Collections.Concurrent;

namespace Actors.Embedded;

/// <summary>Which activations there are: one for a grain id at most, or several numbered ones for a stateless worker.</summary>
internal sealed class ActivationDirectory(ActorRuntime runtime)
{
    private readonly ConcurrentDictionary<(GrainId Id, int Worker), Activation> activations = new();

    public int Count => activations.Count;

    public IEnumerable<Activation> All => activations.Select(entry => entry.Value);

    /// <summary>Brings a turn to the grain's activation, and makes that if there is none.</summary>
    public void Dispatch(Turn turn, GrainId id, GrainClass grainClass)
    {
        var spin = new SpinWait();
        while (!Find(id, grainClass).TryAdmit(turn)) spin.SpinOnce();
    }

    /// <summary>Takes an ended activation out; <paramref name="left"/> are the turns it has not run, for the next one.</summary>
    public void Replace(Activation ended, IReadOnlyList<Turn>? left)
    {
        var key = (ended.GrainId, ended.Worker);
        if (left is null)
        {
            activations.TryRemove(new(key, ended));
            return;
        }
        var next = New(key, ended.Class);
        next.Inherit(left);
        activations[key] = next;
        next.Begin(left[0]);
    }

    private Activation Find(GrainId id, GrainClass grainClass) => grainClass.MaxWorkers == 1 ? At((id, 0), grainClass) : Idle(id, grainClass);

    private Activation Idle(GrainId id, GrainClass grainClass)
    {
        for (var worker = 0; worker < grainClass.MaxWorkers; worker++)
            if (At((id, worker), grainClass) is { IsBusy: false } idle) return idle;
        return At((id, Random.Shared.Next(grainClass.MaxWorkers)), grainClass);
    }

    private Activation At((GrainId Id, int Worker) key, GrainClass grainClass) =>
        activations.TryGetValue(key, out var found) ? found : activations.GetOrAdd(key, New(key, grainClass));

    private Activation New((GrainId Id, int Worker) key, GrainClass grainClass) => new(key.Id, key.Worker, grainClass, runtime);
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>Makes the states that are injected into grains.</summary>
internal static class PersistentState
{
    private const string DefaultStorage = "Default";

    public static Func<Activation, object> Factory(Type parameter, PersistentStateAttribute attribute)
    {
        if (!parameter.IsConstructedGenericType || parameter.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException($"[PersistentState(\"{attribute.StateName}\")] belongs on an IPersistentState, not on {parameter}.");
        var constructor = ConstructorInvoker.Create(
            typeof(PersistentState<>).MakeGenericType(parameter.GenericTypeArguments).GetConstructors()[0]);
        return activation =>
        {
            var storage = activation.ActivationServices.GetRequiredKeyedService<IGrainStorage>(attribute.StorageName ?? DefaultStorage);
            var state = constructor.Invoke(attribute.StateName, storage, activation);
            activation.AddState((IActivationState)state);
            return state;
        };
    }
}

/// <summary>
/// A grain's state and its record. Operations on the record run one after the other; writes that wait
/// share one, since that will write whatever the state is by then. A lost race ends the activation.
/// </summary>
internal sealed class PersistentState<T>(string name, IGrainStorage storage, Activation activation)
    : IPersistentState<T>, IGrainState<T>, IActivationState
{
    private Task last = Task.CompletedTask;
    private Task? queuedWrite;

    public T State { get; set; } = Activator.CreateInstance<T>();

    public string? Etag { get; set; }

    public bool RecordExists { get; set; }

    T? IGrainState<T>.State
    {
        get => State;
        set => State = value!;
    }

    string? IGrainState<T>.ETag
    {
        get => Etag;
        set => Etag = value;
    }

    public Task LoadAsync(CancellationToken cancellation) => ReadStateAsync(cancellation);

    public Task ReadStateAsync(CancellationToken cancellationToken = default) => last = RunAsync(last, async () =>
    {
        await storage.ReadStateAsync(name, activation.GrainId, this, cancellationToken);
        if (!RecordExists) State = Activator.CreateInstance<T>();
    });

    public Task ClearStateAsync(CancellationToken cancellationToken = default) => last = RunAsync(last, async () =>
    {
        await storage.ClearStateAsync(name, activation.GrainId, this, cancellationToken);
        State = Activator.CreateInstance<T>();
    });

    public Task WriteStateAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.CanBeCanceled || last.IsCompleted)
            return last = RunAsync(last, () => storage.WriteStateAsync(name, activation.GrainId, this, cancellationToken));
        if (queuedWrite is null || queuedWrite != last)
        {
            queuedWrite = last = RunAsync(last, () =>
            {
                queuedWrite = null;
                return storage.WriteStateAsync(name, activation.GrainId, this, CancellationToken.None);
            });
        }
        return queuedWrite;
    }

    private async Task RunAsync(Task before, Func<Task> operation)
    {
        if (!before.IsCompleted)
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await operation();
        }
        catch (InconsistentStateException lost)
        {
            activation.Deactivate(new(DeactivationReasonCode.ApplicationError, lost, "Its record was changed by another."));
            throw;
        }
    }
}

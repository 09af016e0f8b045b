using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tasks;

/// <summary>Runs a tool by its name, as a gateway would: for work that no gateway waits for.</summary>
internal abstract class ToolWork
{
    private ToolAttribute declared = null!;

    /// <summary>Whether work that was interrupted can be done over again.</summary>
    public bool CanRepeat => declared.Idempotent || declared.ReadOnly;

    /// <summary>Whether the tool may ask its client.</summary>
    public bool Asks { get; private set; }

    /// <summary>The tools of these contracts that can become tasks, by name.</summary>
    public static Dictionary<string, ToolWork> All(IEnumerable<Assembly> contracts) => contracts
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(ToolSetAttribute))).SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<ToolAttribute>() is { Tasks: not TaskSupport.Never })
        .Select(Read).ToDictionary(work => work.declared.Name, StringComparer.Ordinal);

    /// <summary>Does the work for a caller, in steps; the last one has the result as JSON.</summary>
    public abstract IAsyncEnumerable<ToolWorkStep> Run(IGrainFactory grains, Caller caller, string arguments, ClientAnswers answers, CancellationToken cancellation);

    private static ToolWork Read(MethodInfo method)
    {
        var request = method.GetParameters().Select(parameter => parameter.ParameterType)
            .FirstOrDefault(type => type != typeof(ClientAnswers) && type != typeof(CancellationToken));
        var result = method.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0];
        var work = (ToolWork)Activator.CreateInstance(typeof(Stepwise<,>).MakeGenericType(method.DeclaringType!, result), method, request)!;
        work.declared = method.GetCustomAttribute<ToolAttribute>()!;
        work.Asks = method.GetParameters().Any(parameter => parameter.ParameterType == typeof(ClientAnswers));
        return work;
    }

    private sealed class Stepwise<TGrain, TResult>(MethodInfo method, Type? request) : ToolWork where TGrain : IGrainWithStringKey
    {
        private readonly ToolKey key = typeof(TGrain).GetCustomAttribute<ToolSetAttribute>()!.Key;

        public override async IAsyncEnumerable<ToolWorkStep> Run(
            IGrainFactory grains, Caller caller, string arguments, ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
        {
            object?[] given = [.. method.GetParameters().Select(parameter => Argument(parameter.ParameterType, arguments, answers, cancellation))];
            using var _ = caller.Enter();
            var steps = (IAsyncEnumerable<ToolUpdate<TResult>>)method.Invoke(grains.GetGrain<TGrain>(GrainKeys.Of(key, caller)), BindingFlags.DoNotWrapExceptions, null, given, null)!;
            await foreach (var step in steps.WithCancellation(cancellation))
                yield return new(step.Message ?? step.Log?.Text, step.Result is { } result ? JsonSerializer.Serialize(result, ToolJson.Results) : null);
        }

        private object? Argument(Type type, string arguments, ClientAnswers answers, CancellationToken cancellation) =>
            type == typeof(CancellationToken) ? cancellation : type == typeof(ClientAnswers) ? answers : JsonSerializer.Deserialize(arguments, request!, ToolJson.Arguments);
    }
}

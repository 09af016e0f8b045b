using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>What the runtime knows of a grain class: its name, its attributes and how to make an instance.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInvoker constructor;
    private readonly Func<Activation, object?>[] arguments;
    private readonly ConcurrentDictionary<MethodInfo, MethodInfo> implementations = new();

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainType.Create(type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? NameByConvention(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        FiltersItsCalls = type.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 1;
        CollectionAge = type.IsDefined(typeof(KeepAliveAttribute))
            ? TimeSpan.MaxValue
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        var found = type.GetConstructors() is [var only]
            ? only
            : throw new InvalidOperationException($"The grain class {type} must have exactly one public constructor.");
        constructor = ConstructorInvoker.Create(found);
        arguments = [.. found.GetParameters().Select(Argument)];
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public bool FiltersItsCalls { get; }

    public int MaxWorkers { get; }

    /// <summary>How long an activation stays idle; null for the default.</summary>
    public TimeSpan? CollectionAge { get; }

    public object Create(Activation activation) =>
        constructor.Invoke(new Span<object?>([.. arguments.Select(argument => argument(activation))]));

    /// <summary>The method of the class that implements a contract's method.</summary>
    public MethodInfo Implementation(MethodInfo contract) => implementations.GetOrAdd(contract, static (contract, type) =>
    {
        var map = type.GetInterfaceMap(contract.DeclaringType!);
        var definition = contract.IsGenericMethod ? contract.GetGenericMethodDefinition() : contract;
        var implementation = map.TargetMethods[Array.IndexOf(map.InterfaceMethods, definition)];
        return contract.IsGenericMethod ? implementation.MakeGenericMethod(contract.GetGenericArguments()) : implementation;
    }, Type);

    private static Func<Activation, object?> Argument(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } attribute)
            return PersistentState.Factory(parameter.ParameterType, attribute);
        if (parameter.ParameterType == typeof(IGrainContext))
            return static activation => activation;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => activation.ActivationServices.GetRequiredKeyedService(parameter.ParameterType, keyed.Key);
        if (parameter.HasDefaultValue)
            return activation => activation.ActivationServices.GetService(parameter.ParameterType) ?? parameter.DefaultValue;
        return activation => activation.ActivationServices.GetRequiredService(parameter.ParameterType);
    }

    /// <summary>The convention of Orleans: the class name in lower case, without <c>Grain</c> at its end.</summary>
    private static string NameByConvention(Type type)
    {
        const string suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }
}

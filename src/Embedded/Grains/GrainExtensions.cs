using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>What can be asked of a grain from inside, and of a reference to one from outside.</summary>
public static class GrainExtensions
{
    /// <summary>Which grain this is.</summary>
    /// <exception cref="ArgumentException">It is neither a running grain nor a reference to one.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain made by the runtime nor a reference to one.", nameof(grain)),
    };

    /// <summary>The grain's key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>A reference to this grain, which it can hand to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) where TGrainInterface : IAddressable => grain switch
    {
        GrainReference reference => reference.Factory.GetGrain<TGrainInterface>(reference.GrainId),
        IGrainBase { GrainContext: { } context } =>
            context.ActivationServices.GetRequiredService<IGrainFactory>().GetGrain<TGrainInterface>(context.GrainId),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain made by the runtime nor a reference to one.", nameof(grain)),
    };
}

namespace Actors.Embedded;

/// <summary>Kinds of reasons for which an activation ends. The numbers are those of Orleans; a single process gives only some of them.</summary>
public enum DeactivationReasonCode
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>The process is stopping.</summary>
    ShuttingDown = 1,

    /// <summary>The grain could not be activated.</summary>
    ActivationFailed = 2,

    /// <summary>No call came for a while.</summary>
    ActivationIdle = 4,

    /// <summary>The grain's state can no longer be trusted.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,
}

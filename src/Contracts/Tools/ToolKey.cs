namespace Actors.Contracts.Tools;

/// <summary>How the key of the grain that serves a tool call follows from the caller.</summary>
public enum ToolKey
{
    /// <summary>The calling user's grain: <see cref="GrainKeys.User"/>.</summary>
    User,

    /// <summary>The caller's tenant: <see cref="GrainKeys.Tenant"/>.</summary>
    Tenant,

    /// <summary>The whole platform, for its operators: <see cref="GrainKeys.Operations"/>.</summary>
    Platform,
}

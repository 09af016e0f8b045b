namespace Actors.Contracts;

/// <summary>The grain belongs to the caller whose id its key names (<see cref="GrainKeys.OwnedBy"/>): a person, or a client that acts for itself. For anybody else it does not exist.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class OwnedByCallerAttribute : Attribute;

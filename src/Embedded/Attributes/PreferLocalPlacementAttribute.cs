namespace Actors.Embedded;

/// <summary>
/// Asks a cluster to activate the grain where its first call arrives: on the silo of the grain that calls it, or the one
/// through which a gateway reaches it. In one process there is nothing to choose, and it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : Attribute;

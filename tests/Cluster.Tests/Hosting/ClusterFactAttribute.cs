namespace Actors.Cluster.Tests.Hosting;

/// <summary>A fact about processes of the cluster flavour, which <c>ACTORS_PROGRAM</c> names; skipped where that cannot be built.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = Programs.WhyNoClusters;
}

namespace Actors.Cluster.Tests.Hosting;

/// <summary>The published hosts that <c>./test</c> built.</summary>
internal static class Programs
{
    /// <summary>The host that is tested.</summary>
    public static string Current => Environment.GetEnvironmentVariable("ACTORS_PROGRAM") ?? "";

    /// <summary>The same host under a later version number.</summary>
    public static string Next => Environment.GetEnvironmentVariable("ACTORS_NEXT_PROGRAM") ?? "";

    public static bool CanRunClusters => File.Exists(Path.Combine(Path.GetDirectoryName(Current) ?? "", "Orleans.Runtime.dll"));

    /// <summary>Why the tests of clusters are skipped, or null.</summary>
    public static string? WhyNoClusters => CanRunClusters ? null : "needs the host built on Orleans";
}

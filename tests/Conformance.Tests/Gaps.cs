namespace Actors.Conformance.Tests;

/// <summary>What is not among the tests.</summary>
internal static class Gaps
{
    /// <summary>What does not pass yet.</summary>
    public static readonly string[] OfSessions = ["resources-subscribe", "resources-unsubscribe"];

    /// <summary>The tool has this scenario but checks nothing in it.</summary>
    public static readonly string[] OfStateless = ["tasks-status-notifications"];
}

namespace Actors.Conformance.Tests;

/// <summary>What the tool runs but checks nothing in: it says itself that the scenario waits to be rewritten. <see cref="TaskTests"/> looks at it instead.</summary>
internal static class Gaps
{
    public static readonly string[] Unchecked = ["tasks-status-notifications"];
}

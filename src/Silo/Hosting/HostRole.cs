namespace Actors.Silo.Hosting;

/// <summary>What a process is for. The embedded runtime does both; a cluster's processes may do one each.</summary>
[Flags]
internal enum HostRole
{
    /// <summary>It runs grains.</summary>
    Silo = 1,

    /// <summary>It serves MCP, REST and the pages, and calls grains that run elsewhere.</summary>
    Gateway = 2,

    /// <summary>It does all of it.</summary>
    Both = Silo | Gateway,
}

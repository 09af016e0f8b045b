namespace Actors.Grains.A2A.Remote;

/// <summary>What can be said of a call to an agent elsewhere that failed.</summary>
internal enum RemoteFault
{
    /// <summary>It could not be reached: nothing was sent.</summary>
    Away,

    /// <summary>It answered that it will not.</summary>
    Refused,

    /// <summary>It wants to know who asks, or does not like them.</summary>
    NotAllowed,

    /// <summary>It may or may not have done what it was asked.</summary>
    Unclear,
}

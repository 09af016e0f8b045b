namespace Actors.Contracts.Identity;

/// <summary>What is signed in.</summary>
[GenerateSerializer, Alias("identity.SessionKind")]
public enum SessionKind
{
    /// <summary>A browser, at the pages of this server.</summary>
    Browser,

    /// <summary>A program that the person allowed to act for them.</summary>
    Program,
}

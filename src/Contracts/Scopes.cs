namespace Actors.Contracts;

/// <summary>The scopes a token can carry. A tool names the one it needs.</summary>
public static class Scopes
{
    /// <summary>Read who the caller is.</summary>
    public const string Profile = "profile";

    /// <summary>Read goals and progress.</summary>
    public const string FitnessRead = "fitness:read";

    /// <summary>Set, change and delete goals, and record progress.</summary>
    public const string FitnessWrite = "fitness:write";

    /// <summary>Every scope with the sentence a person reads on the consent page, in the order it is shown.</summary>
    public static readonly IReadOnlyList<(string Scope, string Meaning)> All =
    [
        (Profile, "See your name, your e-mail address and your organisation"),
        (FitnessRead, "See your goals and your progress"),
        (FitnessWrite, "Set, change and delete your goals, and record progress"),
    ];
}

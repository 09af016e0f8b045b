namespace Actors.Contracts.OAuth;

/// <summary>What came of a client's wish to end a token family.</summary>
[GenerateSerializer, Alias("oauth.RevocationOutcome")]
public enum RevocationOutcome
{
    /// <summary>There was nothing to end: the family is not live, or the token was made up.</summary>
    Nothing,

    /// <summary>The family has ended.</summary>
    Revoked,

    /// <summary>The family belongs to another client and goes on.</summary>
    NotYours,
}

using Actors.Contracts;

namespace Actors.Gateway.Authentication;

/// <summary>What came of a request's credential: a caller, or an error of RFC 6750 §3.1. No credential is neither.</summary>
internal readonly record struct AuthenticationOutcome(Caller? Caller, string? Error, string? Description)
{
    public const string InvalidRequest = "invalid_request", InvalidToken = "invalid_token";

    public static AuthenticationOutcome Of(Caller caller) => new(caller, null, null);

    public static AuthenticationOutcome Refuse(string error, string description) => new(null, error, description);
}

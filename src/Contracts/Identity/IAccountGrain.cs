using Actors.Contracts.Tools;

namespace Actors.Contracts.Identity;

/// <summary>What one person does with their own account. Key: <see cref="GrainKeys.User"/>.</summary>
[ToolSet(ToolKey.User), Alias("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Changes your password, in all organisations you belong to, and signs you out everywhere: this token ends too. API keys stay.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>, or <see cref="ErrorCodes.RateLimited"/> after wrong passwords.</exception>
    [Tool("change_password", Title = "Change the password", Scope = Scopes.AccountWrite, Route = "POST /api/account/password", Destructive = true), Alias("change_password")]
    Task<SignedOut> ChangePassword(ChangePassword request, CancellationToken cancellation);

    /// <summary>Ends all your sessions in browsers and the tokens of all programs you have connected here, this one included. API keys stay.</summary>
    [Tool("sign_out_everywhere", Title = "Sign out everywhere", Scope = Scopes.AccountWrite, Route = "POST /api/account/sign-out", Destructive = true, Idempotent = true), Alias("sign_out")]
    Task<SignedOut> SignOutEverywhere(CancellationToken cancellation);
}

using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IAccountGrain"/>
public sealed class AccountGrain : Grain, IAccountGrain
{
    private string Key => this.GetPrimaryKeyString();

    private IUserGrain User => GrainFactory.GetGrain<IUserGrain>(Key);

    /// <inheritdoc />
    public async Task<SignedOut> ChangePassword(ChangePassword request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var profile = await User.Get(cancellation) ?? throw ActorException.NotFound("There is no such user.");
        if (profile.IsService) throw new ActorException(ErrorCodes.Conflict, "A service account has no password.");
        var current = new SignInAttempt { Password = request.CurrentPassword, Network = $"account {GrainKeys.LocalPartOf(Key)}" };
        var result = await GrainFactory.GetGrain<IEmailGrain>(EmailAddress.Key(profile.Email)).ChangePassword(
            new PasswordChange { Current = current, New = request.NewPassword }, cancellation);
        if (result.User is not null) return new SignedOut { Message = "The password is changed. You are signed out everywhere: sign in again. API keys still work." };
        throw result.RetryAfter == 0
            ? ActorException.InvalidArgument("currentPassword", "This is not your password.")
            : new ActorException(ErrorCodes.RateLimited, "The password was not right too often. Wait, then try again.", ("retryAfter", result.RetryAfter.ToString(CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public async Task<SignedOut> SignOutEverywhere(CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        await User.SignOut(cancellation);
        return new SignedOut { Message = "Every browser and every connected program is signed out. API keys still work." };
    }
}

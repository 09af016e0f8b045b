using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IInvitationGrain"/>
/// <remarks>Whether it still stands is for the tenant's <see cref="IPeopleGrain"/> to say, which never calls here while it is asked.</remarks>
public sealed class InvitationGrain([PersistentState("invitation")] IPersistentState<InvitationState> state, TimeProvider time) : Grain, IInvitationGrain
{
    /// <summary>How long an invitation is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <inheritdoc />
    public async Task Open(Invitation invitation, CancellationToken cancellation)
    {
        if (state.State.Invitation is null) await state.Save(new InvitationState { Invitation = invitation }, this);
    }

    /// <inheritdoc />
    public async Task<Invitation?> Get(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return state.State is { Invitation: { } invitation, AcceptedAt: null } && time.GetUtcNow() < invitation.ExpiresAt
            && await People(invitation).IsInvited(invitation.Id, cancellation) ? invitation : null;
    }

    /// <inheritdoc />
    public async Task<SignInResult> Accept(AcceptInvitation request, CancellationToken cancellation)
    {
        var invitation = await Get(cancellation) ?? throw ActorException.NotFound("This invitation was used, withdrawn or has expired. Ask for another.");
        var result = await Enter(invitation, request, cancellation);
        if (result.User is null) return result;
        await state.Save(state.State with { AcceptedAt = time.GetUtcNow() }, this);
        await People(invitation).Accepted(invitation.Id, CancellationToken.None);
        return result;
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(time.GetUtcNow() >= state.State.Invitation?.ExpiresAt, this);

    private async Task<SignInResult> Enter(Invitation invitation, AcceptInvitation request, CancellationToken cancellation)
    {
        var email = GrainFactory.GetGrain<IEmailGrain>(EmailAddress.Key(invitation.Email));
        if (await email.IsTaken(cancellation))
        {
            return await email.Join(
                new JoinTenant { Tenant = invitation.Tenant, Name = request.Name, Role = invitation.Role, Attempt = request.Attempt }, cancellation);
        }

        var registration = new RegisterUser
        {
            Tenant = invitation.Tenant, Name = request.Name, Email = invitation.Email, Password = request.Attempt.Password, Role = invitation.Role,
        };
        return new SignInResult { User = await email.Register(registration, cancellation) };
    }

    private IPeopleGrain People(Invitation invitation) => GrainFactory.GetGrain<IPeopleGrain>(GrainKeys.Tenant(invitation.Tenant));
}

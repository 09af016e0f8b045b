using Actors.Gateway.Tools;

namespace Actors.Gateway.Admission;

/// <summary>What every surface asks before it runs a tool.</summary>
internal interface IAdmission
{
    /// <summary>Counts the call against the caller's quota, tells the limit in headers, and waits for the tenant's turn. Dispose the turn when the call has ended.</summary>
    /// <exception cref="Contracts.ActorException"><see cref="Contracts.ErrorCodes.RateLimited"/>.</exception>
    ValueTask<Turn> Admit(HttpContext context, Tool tool);
}

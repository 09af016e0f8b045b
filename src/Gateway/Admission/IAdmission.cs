namespace Actors.Gateway.Admission;

/// <summary>What every surface asks before it calls a grain on somebody's behalf.</summary>
internal interface IAdmission
{
    /// <summary>Counts the call against the caller's quota, tells the limit in headers, and waits for the tenant's turn. Dispose the turn when the call has ended.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name of the tool or prompt, by which the settings may weigh it.</param>
    /// <param name="streams">Whether it answers in steps, for as long as it takes: that holds no turn.</param>
    /// <exception cref="Contracts.ActorException"><see cref="Contracts.ErrorCodes.RateLimited"/>.</exception>
    ValueTask<Turn> Admit(HttpContext context, string name, bool streams = false);

    /// <summary>Tells the audit of the caller's tenant that a call was refused before it reached a grain.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name of the tool or prompt.</param>
    /// <param name="code">Why: the error's code.</param>
    Task Refused(HttpContext context, string name, string code);
}

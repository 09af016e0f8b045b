using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Silo.Hosting;

/// <summary>
/// Makes the person that <c>Actors:Operator:Email</c> and <c>Actors:Operator:Password</c> name an operator of the
/// platform. Once they are, a start changes nothing, their password included.
/// </summary>
internal sealed partial class FirstOperator(
    string email, string password, IGrainFactory grains, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<FirstOperator> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await lifetime.HasStarted(stoppingToken)) return;
        using var platform = Caller.Platform("first-operator").Enter();
        while (!await TryRegister(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
    }

    /// <summary>False where trying again may help: the database may be away at the start.</summary>
    private async Task<bool> TryRegister(CancellationToken cancellation)
    {
        try
        {
            await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).Register(
                new() { Tenant = GrainKeys.Platform, Name = "Operator", Email = email, Password = password, Role = Role.Operator }, cancellation);
            LogReady(email);
            return true;
        }
        catch (ActorException wrong) when (wrong.Error.Code is ErrorCodes.InvalidArgument or ErrorCodes.Conflict)
        {
            LogWrong(wrong);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(failure, Pause.TotalSeconds);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Email} is an operator of this platform")]
    private partial void LogReady(string email);

    [LoggerMessage(LogLevel.Error, "The operator that Actors:Operator names could not be made one; correct the setting and start again")]
    private partial void LogWrong(Exception failure);

    [LoggerMessage(LogLevel.Error, "The operator that Actors:Operator names could not be made one; it is tried again in {Seconds} s")]
    private partial void LogFailed(Exception failure, double seconds);
}

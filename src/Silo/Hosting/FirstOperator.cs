using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Silo.Hosting;

/// <summary>
/// Makes the person that <c>Actors:Operator:Email</c> and <c>Actors:Operator:Password</c> name an operator of the
/// platform. Once they are, a start changes nothing, their password included.
/// </summary>
internal sealed partial class FirstOperator(
    string email, string password, IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<FirstOperator> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.HasStarted(stoppingToken);
            using var platform = Caller.Platform("first-operator").Enter();
            await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).Register(
                new() { Tenant = GrainKeys.Platform, Name = "Operator", Email = email, Password = password, Role = Role.Operator }, stoppingToken);
            LogReady(email);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Email} is an operator of this platform")]
    private partial void LogReady(string email);

    [LoggerMessage(LogLevel.Error, "The operator that Actors:Operator names could not be made one; correct the setting and start again")]
    private partial void LogFailed(Exception failure);
}

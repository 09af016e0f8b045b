using Actors.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>Asks for the master key as soon as the host starts, and tries it once grains run, so that no user is the one to find it missing or another.</summary>
internal sealed partial class SecretsAtStart(MasterKeys keys, SecretBox box, ILogger<SecretsAtStart> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        LogKey(keys.Current.Id);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await box.Try(GrainKeys.Platform);
        }
        catch (Exception away) when (away is not InvalidOperationException)
        {
            LogUntried(away.Message);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Stored secrets are protected by master key {KeyId}")]
    private partial void LogKey(string keyId);

    [LoggerMessage(LogLevel.Warning, "Whether this is the master key that is needed could not be tried: {Reason}")]
    private partial void LogUntried(string reason);
}

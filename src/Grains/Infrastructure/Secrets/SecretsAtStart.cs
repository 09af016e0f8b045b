using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>Asks for the master key as soon as the host starts, so that no user is the one to find it missing.</summary>
internal sealed partial class SecretsAtStart(MasterKeys keys, ILogger<SecretsAtStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogKey(keys.Current.Id);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Stored secrets are protected by master key {KeyId}")]
    private partial void LogKey(string keyId);
}

using System.Globalization;
using Actors.Gateway;

namespace Actors.Silo.Hosting;

/// <summary>
/// Where settings come from. ASP.NET Core's own sources (appsettings, environment such as <c>Actors__PublicUrl</c>,
/// command line) carry all of them; this looks at them, and adds the variable that every platform sets by convention.
/// </summary>
internal static class Settings
{
    /// <summary>How long a drain may take: less than the 30 seconds that Kubernetes leaves a process.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    /// <summary>The default HTTP port.</summary>
    private const int DefaultPort = 8080;

    /// <summary>
    /// Listens on <c>$PORT</c> (Cloud Run's convention) or 8080, unless <c>--urls</c> says otherwise. Without <c>$PORT</c>
    /// only loopback is served: nothing is exposed that nobody asked to expose.
    /// </summary>
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        SettingsCheck.Demand(builder.Configuration);
        builder.Services.AddHostedService<UnknownSettings>();
        var port = builder.Configuration["PORT"];
        if (port is not null && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536))
            throw new InvalidOperationException($"PORT must be a TCP port from 1 to 65535, not \"{port}\".");

        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        if (urls?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(url => !url.Contains("://", StringComparison.Ordinal)) is { } wrong)
            throw new InvalidOperationException($"--urls takes addresses such as http://127.0.0.1:{DefaultPort}, not \"{wrong}\".");

        if (string.IsNullOrEmpty(urls))
            builder.WebHost.UseUrls(port is null ? $"http://127.0.0.1:{DefaultPort}" : $"http://*:{port}");

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = GatewayOptions.MaxBodyBytes;
            kestrel.Limits.MaxRequestBufferSize = 128 * 1024; // what one may send ahead while nobody reads it, behind a stream say
            kestrel.Limits.MaxConcurrentConnections = Descriptors.ForConnections();
        });
    }
}

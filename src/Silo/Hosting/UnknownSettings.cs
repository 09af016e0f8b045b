using Actors.Tools;

namespace Actors.Silo.Hosting;

/// <summary>Warns at the start of settings that nothing reads: a misspelt one would be left out in silence.</summary>
internal sealed partial class UnknownSettings(IConfiguration configuration, ILogger<UnknownSettings> logger) : IHostedService
{
    /// <summary>The names in each section whose names are all known.</summary>
    private static readonly ILookup<string, string> Names = SettingsCheck.Known
        .SelectMany(one => one.Type.IsClass && one.Type != typeof(string) ? one.Type.GetProperties().Select(property => $"{one.Path}:{property.Name}") : [one.Path])
        .SelectMany(Steps).Distinct().ToLookup(step => step.Section, step => step.Name);

    /// <summary>What to say of each.</summary>
    public static IEnumerable<string> In(IConfiguration configuration) =>
        from names in Names
        from setting in configuration.GetSection(names.Key).GetChildren()
        where !names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
        select Spelling.Nearest(setting.Key, names) is { } nearest ? $"{setting.Path} is no setting. Is {names.Key}:{nearest} meant?" : $"{setting.Path} is no setting.";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var warning in In(configuration)) Warn(warning);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The sections on the way to a setting, each with what is named in it.</summary>
    private static IEnumerable<(string Section, string Name)> Steps(string path)
    {
        var parts = path.Split(':');
        return Enumerable.Range(1, parts.Length - 1).Select(i => (string.Join(':', parts[..i]), parts[i]));
    }

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    private partial void Warn(string warning);
}

using System.Collections.Concurrent;

namespace Actors.Silo.Operations;

/// <summary>
/// Writes at most twenty warnings a second of each kind, and how many were left out: what a flood or an outage causes must fill no disk.
/// </summary>
[ProviderAlias("Console")]
internal sealed partial class BoundedLogs(ILoggerProvider inner, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private const int PerSecond = 20;

    public ILogger CreateLogger(string categoryName) => new Bounded(inner.CreateLogger(categoryName), time);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => inner.Dispose();

    private sealed partial class Bounded(ILogger inner, TimeProvider time) : ILogger
    {
        private readonly ConcurrentDictionary<int, LineLimit> kinds = new();

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
            {
                if (!kinds.GetOrAdd(eventId.Id, _ => new(PerSecond, time)).Admits(out var leftOut)) return;
                if (leftOut > 0) LogLeftOut(inner, leftOut, eventId.Name ?? "");
            }
            inner.Log(logLevel, eventId, state, exception, formatter);
        }

        [LoggerMessage(LogLevel.Warning, "{Count} more lines like the one that follows were left out within a second ({Kind})")]
        private static partial void LogLeftOut(ILogger logger, int count, string kind);
    }
}

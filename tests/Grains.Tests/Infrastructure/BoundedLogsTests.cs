using Actors.Silo.Operations;
using Actors.TestKit;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Tests.Infrastructure;

public sealed class BoundedLogsTests
{
    [Fact]
    public void A_flood_of_failures_is_twenty_lines_a_second_of_each_kind_and_a_count()
    {
        var (time, lines) = (new ManualTime(), new Lines());
        using var logs = new BoundedLogs(lines, time);
        var log = logs.CreateLogger("test");
        for (var i = 0; i < 1_000; i++) Write(LogLevel.Error, 1);
        Write(LogLevel.Warning, 2);
        for (var i = 0; i < 30; i++) Write(LogLevel.Information, 3);
        Assert.InRange(lines.Count(line => line == "1"), 20, 40); // the clock's second may have changed meanwhile
        Assert.Single(lines, "2");
        Assert.Equal(30, lines.Count(line => line == "3"));

        time.Advance(TimeSpan.FromSeconds(1));
        Write(LogLevel.Error, 1);
        Assert.Contains("more lines like the one that follows", lines[^2], StringComparison.Ordinal);
        Assert.Equal("1", lines[^1]);

        void Write(LogLevel level, int kind) => log.Log(level, new EventId(kind), kind, null, (state, _) => $"{state}");
    }

    private sealed class Lines : List<string>, ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

using System.Text.Json;
using Actors.Postgres.Migrations;
using Microsoft.Extensions.Options;

namespace Actors.Silo.Operations;

/// <summary>
/// A start that fails for a reason an operator can mend says just that reason, in one log line. Anything else is a
/// fault of ours and keeps its stack.
/// </summary>
internal static class StartFailure
{
    public static bool Is(Exception failure) => failure switch
    {
        HostAbortedException => false,
        AggregateException { InnerExceptions: [var only] } => Is(only),
        InvalidOperationException or FormatException or IOException or OptionsValidationException or MigrationException => true,
        _ => failure.GetType().Namespace?.StartsWith("Actors.", StringComparison.Ordinal) == true,
    };

    public static void Report(Exception failure) => Console.Out.WriteLine(JsonSerializer.Serialize(new
    {
        Timestamp = DateTimeOffset.UtcNow,
        LogLevel = "Critical",
        Category = "Actors.Silo",
        Message = failure is AggregateException { InnerExceptions: [var only] } ? only.Message : failure.Message,
    }));
}

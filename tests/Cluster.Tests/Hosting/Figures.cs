using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>What a load tells about an event in its midst.</summary>
internal static class Figures
{
    /// <summary>Until everybody who called after the event had an answer: since then every grain is served again.</summary>
    public static TimeSpan ServedAgain(this IEnumerable<Load.Call> calls, long at) => calls
        .Where(call => call.Start > at && call.Answer.IsOk)
        .GroupBy(call => call.Person)
        .Max(person => Stopwatch.GetElapsedTime(at, person.Min(call => call.End)));

    public static IEnumerable<Load.Call> Failed(this IEnumerable<Load.Call> calls) => calls.Where(call => !call.Answer.IsOk);

    public static void Report(this ITestOutputHelper output, IReadOnlyCollection<Load.Call> calls, string what = "") =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{calls.Count} calls, {calls.Failed().Count()} failed, the slowest took {calls.Max(call => call.Took).TotalSeconds:0.0} s. {what}"));
}

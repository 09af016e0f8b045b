using System.Diagnostics;
using Actors.Silo.Operations;

namespace Actors.Silo.Cluster;

/// <summary>
/// Ends a silo that the others have declared dead, at once: its grains already run elsewhere. It says so in one line, for
/// a dump of every stack would tell an operator less.
/// </summary>
internal sealed class Eviction : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        StartFailure.Report(new InvalidOperationException(
            $"This silo cannot go on and ends so that no grain runs twice; start it again. {context} {exception?.Message}".Trim()));
        Process.GetCurrentProcess().Kill();
    }
}

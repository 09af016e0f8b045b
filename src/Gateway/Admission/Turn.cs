namespace Actors.Gateway.Admission;

/// <summary>A call's place among those that run.</summary>
internal readonly struct Turn(FairTurns? turns, FairTurns.Line? line) : IDisposable
{
    public void Dispose() => turns?.Leave(line!);
}

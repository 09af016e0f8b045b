namespace Actors.Gateway.Admission;

/// <summary>A call's place among those that run.</summary>
internal readonly struct Turn(FairTurns? turns) : IDisposable
{
    public void Dispose() => turns?.Leave();
}

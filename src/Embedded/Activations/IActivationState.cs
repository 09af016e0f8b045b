namespace Actors.Embedded;

/// <summary>A state that is read before its grain activates.</summary>
internal interface IActivationState
{
    Task LoadAsync(CancellationToken cancellation);
}

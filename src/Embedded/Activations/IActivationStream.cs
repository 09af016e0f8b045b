namespace Actors.Embedded;

/// <summary>A stream that an activation is producing.</summary>
internal interface IActivationStream
{
    /// <summary>Ends it because the activation ends.</summary>
    void Abort();
}

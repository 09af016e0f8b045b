namespace Actors.Grains.A2A.Remote;

/// <summary>An agent elsewhere did not do what it was asked, in words for whoever asked.</summary>
internal sealed class RemoteException(string message, RemoteFault fault) : Exception(message)
{
    public RemoteFault Fault => fault;
}

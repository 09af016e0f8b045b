namespace Actors.Gateway.Rest.Archives;

/// <summary>Holds what a zip has written until it is sent: an entry is ended with blocking writes, which no response takes.</summary>
internal sealed class ZipBuffer : MemoryStream
{
    /// <summary>Nothing that was written is gone back to, since it may be sent.</summary>
    public override bool CanSeek => false;

    /// <summary>Sends what there is, and forgets it.</summary>
    public async Task SendTo(Stream response, CancellationToken cancellation)
    {
        await response.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancellation);
        SetLength(0);
    }
}

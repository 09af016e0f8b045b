using Actors.Gateway.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Tests.Streams;

public sealed class StreamUpkeepTests
{
    [Fact]
    public async Task A_stream_is_kept_alive_again_and_again_beside_those_that_nobody_reads_and_while_its_credential_cannot_be_asked_about()
    {
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var upkeep = new StreamUpkeep(null!, Options.Create(new StreamOptions { KeepAlive = TimeSpan.FromMilliseconds(1) }), lifetime, NullLogger<StreamUpkeep>.Instance);
        var (stuck, told, times) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        var unread = Enumerable.Range(0, 100).Select(_ => new StreamLife(new DefaultHttpContext(), upkeep, () => stuck.Task, () => new(true))).ToArray();
        using var read = new StreamLife(new DefaultHttpContext(), upkeep, Tell, () => throw new TimeoutException());
        await upkeep.StartAsync(CancellationToken.None);
        await told.Task.WaitAsync(TimeSpan.FromMinutes(1));

        stuck.SetResult();
        await upkeep.StopAsync(CancellationToken.None);
        foreach (var stream in unread) stream.Dispose();

        Task Tell()
        {
            if (++times == 3) told.TrySetResult();
            return Task.CompletedTask;
        }
    }
}

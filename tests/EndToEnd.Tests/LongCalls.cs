namespace Actors.EndToEnd.Tests;

/// <summary>A product tool that takes long, called by the TypeScript clients: they are told how far it is.</summary>
public sealed class LongCalls
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("sdk-1")]
    [InlineData("legacy")]
    [InlineData("2026-07-28")]
    public async Task Verifying_the_audit_tells_of_its_progress_and_then_answers(string client)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await using var caller = ForeignClient.Start("progress.mjs", server.Mcp.ToString(), server.Credentials.ApiKey, "verify_audit", client);
        var said = await caller.Says(bound.Token).ToListAsync(bound.Token);

        Assert.NotEmpty(said[..^1]);
        Assert.All(said[..^1], line => Assert.Contains("entries hold", line.GetProperty("progress").GetProperty("message").GetString(), StringComparison.Ordinal));
        Assert.True(said[^1].GetProperty("result").GetProperty("intact").GetBoolean());
    }
}

namespace Actors.Gateway.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_host_that_cannot_start_says_why()
    {
        var folder = Directory.CreateTempSubdirectory("actors-").FullName;
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ActorsHost.StartOnce("Host=127.0.0.1;Port=1;Username=actors;Database=actors", folder));
        Directory.Delete(folder, recursive: true);

        Assert.Contains("Check that Postgres runs", failure.Message, StringComparison.Ordinal);
    }
}

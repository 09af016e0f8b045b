using Actors.TestKit;

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

    [Fact]
    public async Task A_host_does_not_start_with_another_master_key_than_its_database_was_filled_with()
    {
        await using var database = await TestDatabase.Create();
        var (folder, another) = (Directory.CreateTempSubdirectory("actors-").FullName, Directory.CreateTempSubdirectory("actors-").FullName);
        await using (await ActorsHost.Start(database.Url, folder)) { }
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ActorsHost.StartOnce(database.Url, another));
        await using (await ActorsHost.Start(database.Url, folder)) { }
        Directory.Delete(folder, recursive: true);
        Directory.Delete(another, recursive: true);

        Assert.Contains("was sealed with master key", failure.Message, StringComparison.Ordinal);
    }
}

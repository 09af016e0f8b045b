using System.Text.Json;
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

    [Fact]
    public async Task The_demo_credentials_say_where_the_server_is_now()
    {
        await using var database = await TestDatabase.Create();
        var folder = Directory.CreateTempSubdirectory("actors-").FullName;
        var urls = new List<string>();
        string? password = null;
        for (var start = 0; start < 2; start++)
        {
            await using var host = await ActorsHost.Start(database.Url, folder);
            while (await Demo(folder) is not { } demo || demo.GetProperty("url").GetString() != host.BaseUrl.ToString().TrimEnd('/')) await Task.Delay(50);
            urls.Add(host.BaseUrl.ToString());
            Assert.Equal(password ??= (await Demo(folder))!.Value.GetProperty("password").GetString(), (await Demo(folder))!.Value.GetProperty("password").GetString());
        }

        Directory.Delete(folder, recursive: true);
        Assert.Equal(2, urls.Distinct().Count());
    }

    private static async Task<JsonElement?> Demo(string folder) => Path.Combine(folder, "demo.json") is var file && File.Exists(file)
        ? JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(file))
        : null;
}

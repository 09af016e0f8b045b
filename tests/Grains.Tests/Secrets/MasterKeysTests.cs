using Actors.Grains.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Actors.Grains.Tests.Secrets;

public sealed class MasterKeysTests
{
    [Theory]
    [InlineData(null, "There is no master key")]
    [InlineData("not base64", "must be 32 bytes in base64")]
    [InlineData("AAAA", "must be 32 bytes in base64")]
    public void A_missing_or_malformed_key_stops_the_start(string? text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => Load(text)).Message);

    [Fact]
    public void The_first_key_wraps_and_those_behind_it_still_unwrap()
    {
        var (now, before) = (MasterKey.NewText(), MasterKey.NewText());
        var keys = Load($"{now}, {before}");
        Assert.Equal(MasterKey.Parse(now)!.Id, keys.Current.Id);
        Assert.Equal(before, Convert.ToBase64String(keys.Find(MasterKey.Parse(before)!.Id, "it").Bytes));
    }

    [Fact]
    public void A_key_that_is_missing_is_named_together_with_the_remedy()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Load(TestSecrets.MasterKey).Find("0123456789ab", "The stored thing")).Message;
        Assert.Contains("0123456789ab", message);
        Assert.Contains("Actors:MasterKey", message);
    }

    [Fact]
    public void A_missing_key_file_is_made_in_development_only_and_for_its_owner_only() => InFolder(folder =>
    {
        var file = Path.Combine(folder, "keys", "master.key");
        Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => LoadFile(file, Environments.Production)).Message);
        var made = LoadFile(file, Environments.Development);
        Assert.Equal(made.Current.Id, LoadFile(file, Environments.Production).Current.Id);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    });

    [Fact]
    public void A_key_file_that_changes_is_read_again_and_one_that_is_half_written_is_not_taken() => InFolder(folder =>
    {
        var (file, next) = (Path.Combine(folder, "master.key"), MasterKey.NewText());
        File.WriteAllText(file, TestSecrets.MasterKey);
        var keys = LoadFile(file, Environments.Production);
        var id = MasterKey.Parse(next)!.Id;

        Write($"{next[..20]}\n{TestSecrets.MasterKey}", seconds: 1);
        Assert.Throws<InvalidOperationException>(() => keys.Find(id, "it"));
        Write($"{next}\n{TestSecrets.MasterKey}", seconds: 2);
        Assert.Equal(id, keys.Find(id, "it").Id);
        Assert.Equal(id, keys.Current.Id);

        void Write(string text, int seconds)
        {
            File.WriteAllText(file, text);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(seconds));
        }
    });

    private static void InFolder(Action<string> test)
    {
        var folder = Directory.CreateTempSubdirectory("actors-");
        try
        {
            test(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MasterKeys Load(string? text) => Load("Actors:MasterKey", text, Environments.Production);

    private static MasterKeys LoadFile(string file, string environment) => Load("Actors:MasterKeyFile", file, environment);

    private static MasterKeys Load(string setting, string? value, string environment) => MasterKeys.Load(
        new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build(), new HostingEnvironment { EnvironmentName = environment });
}

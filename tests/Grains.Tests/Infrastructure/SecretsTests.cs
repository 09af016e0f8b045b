using Actors.Contracts;
using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Actors.Grains.Tests.Infrastructure;

public sealed class SecretsTests
{
    [Fact]
    public void A_sealed_secret_opens_in_its_place_and_in_no_other()
    {
        var box = new SecretBox(Key(TestSecrets.MasterKey));
        var text = box.Seal([1, 2, 3], "acme/one");
        Assert.Equal([1, 2, 3], box.Open(text, "acme/one"));
        Assert.NotEqual(text, box.Seal([1, 2, 3], "acme/one"));
        Assert.Contains("belongs elsewhere", Assert.Throws<InvalidOperationException>(() => box.Open(text, "acme/two")).Message);
        var changed = text[..^1] + (text[^1] == 'A' ? 'Q' : 'A');
        Assert.Throws<InvalidOperationException>(() => box.Open(changed, "acme/one"));
    }

    [Fact]
    public void Another_master_key_is_named_together_with_the_remedy()
    {
        var text = new SecretBox(Key(TestSecrets.MasterKey)).Seal([1], "place");
        var message = Assert.Throws<InvalidOperationException>(() => new SecretBox(Key(Convert.ToBase64String(new byte[32]))).Open(text, "place")).Message;
        Assert.Contains("Actors:MasterKey", message);
    }

    [Theory]
    [InlineData(null, "There is no master key")]
    [InlineData("not base64", "must be 32 bytes in base64")]
    [InlineData("AAAA", "must be 32 bytes in base64")]
    public void A_missing_or_malformed_key_stops_the_start(string? text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => Key(text)).Message);

    [Fact]
    public void A_missing_key_file_is_made_in_development_only_and_for_its_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("actors-");
        try
        {
            var file = Path.Combine(folder.FullName, "keys", "master.key");
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Actors:MasterKeyFile", file)]).Build();
            Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => MasterKey.Load(configuration, In(Environments.Production))).Message);
            var made = MasterKey.Load(configuration, In(Environments.Development));
            Assert.Equal(made.Id, MasterKey.Load(configuration, In(Environments.Production)).Id);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MasterKey Key(string? text) =>
        MasterKey.Load(new ConfigurationBuilder().AddInMemoryCollection([new("Actors:MasterKey", text)]).Build(), In(Environments.Production));

    private static HostingEnvironment In(string environment) => new() { EnvironmentName = environment };
}

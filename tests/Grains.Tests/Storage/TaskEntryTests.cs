using System.Runtime.CompilerServices;
using System.Text;
using Actors.Grains.A2A;
using Actors.Postgres.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Storage;

/// <summary>The log of a task is read by later versions and by the other runtime: its entries are written down as they are stored.</summary>
public sealed class TaskEntryTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public void Entries_open_and_come_out_the_same()
    {
        var json = host.Services.GetRequiredService<GrainStateJson>();
        var lines = File.ReadAllLines(Golden());
        var afresh = lines.Select(line => Encoding.UTF8.GetString(json.Serialize(json.Deserialize(Encoding.UTF8.GetBytes(line), typeof(TaskEntry))!, typeof(TaskEntry)))).ToArray();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null) File.WriteAllLines(Golden(), afresh);
        Assert.Equal(lines, afresh);
    }

    [Fact]
    public void Every_member_is_in_one_of_them() =>
        Assert.All(typeof(TaskEntry).GetProperties(), member => Assert.Contains($"\"{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]}\":", File.ReadAllText(Golden())));

    private static string Golden([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "TaskEntries.golden.txt");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.TestKit;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>Silos and gateways, each a process of its own, on one database. Their logs stay beside the tests until the next run.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly string database, folder;
    private readonly List<Member> silos = [], gateways = [];
    private readonly Dictionary<string, string> common;
    private readonly Uri publicUrl = Loopback();
    private int started;

    /// <summary>A cluster without members yet.</summary>
    /// <param name="database">The connection string of a database, empty at first.</param>
    /// <param name="name">A folder for its files.</param>
    /// <param name="settings">What all its members are told.</param>
    public Cluster(string database, string name, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        this.database = database;
        folder = Path.Combine(AppContext.BaseDirectory, "clusters", name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        File.WriteAllText(MasterKeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        common = new(settings);
    }

    /// <summary>The silos, oldest first.</summary>
    public IReadOnlyList<Member> Silos => silos;

    public IReadOnlyList<Member> Gateways => gateways;

    /// <summary>How many people its demo tenant gets.</summary>
    public int Population { get; init; } = 4;

    /// <summary>Its demo tenant's people.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    private string MasterKeyFile => Path.Combine(folder, "master.key");

    private string DemoFile => Path.Combine(folder, "demo.json");

    /// <summary>Starts members until there are that many, in place of those that ended, and waits until all can serve.</summary>
    public async Task Fill(int siloCount, int gatewayCount, CancellationToken cancellation)
    {
        silos.RemoveAll(silo => !silo.IsRunning);
        gateways.RemoveAll(gateway => !gateway.IsRunning);
        while (silos.Count < siloCount) AddSilo();
        while (gateways.Count < gatewayCount) AddGateway();
        await Ready(cancellation);
    }

    /// <summary>Waits until every member can serve and the demo tenant is there.</summary>
    public async Task Ready(CancellationToken cancellation)
    {
        foreach (var member in silos.Concat(gateways)) await member.Ready(cancellation);
        while (!File.Exists(DemoFile)) await Task.Delay(50, cancellation);
        using var demo = JsonDocument.Parse(await File.ReadAllBytesAsync(DemoFile, cancellation));
        People = [.. Keys(demo.RootElement).Select(key => new Person(key))];
    }

    /// <summary>Starts a silo.</summary>
    public Member AddSilo(string? program = null, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var port = LoopbackPort.Next();
        var silo = Start("silo", program, Loopback(), [
            new("Actors__Cluster__Role", "Silo"),
            new("Actors__Cluster__SiloPort", Text(port)),
            new("Actors__Cluster__GatewayPort", Text(LoopbackPort.Next())),
            .. settings,
        ]);
        silo.SiloPort = port;
        silos.Add(silo);
        return silo;
    }

    /// <summary>Starts a gateway. The first one has the public address and makes the demo tenant.</summary>
    public Member AddGateway(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var isFirst = gateways.Count == 0;
        var gateway = Start("gateway", null, isFirst ? publicUrl : Loopback(), [
            new("Actors__Cluster__Role", "Gateway"),
            .. isFirst ? new KeyValuePair<string, string>[] { new("Actors__DemoFile", DemoFile), new("Actors__DemoPeople", Text(Population - 1)) } : [],
            .. settings,
        ]);
        gateways.Add(gateway);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in gateways.Concat(silos)) await member.DisposeAsync();
    }

    private Member Start(string role, string? program, Uri url, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var all = new Dictionary<string, string>(common)
        {
            ["DATABASE_URL"] = database,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Actors__PublicUrl"] = publicUrl.ToString(),
            ["Actors__MasterKeyFile"] = MasterKeyFile,
        };
        foreach (var (name, value) in settings) all[name] = value;
        return new Member(program ?? Programs.Current, url, Path.Combine(folder, $"{++started:00}-{role}.log"), all);
    }

    private static IEnumerable<string> Keys(JsonElement demo) =>
        demo.GetProperty("people").EnumerateArray().Prepend(demo).Select(person => person.GetProperty("apiKey").GetString()!);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Uri Loopback() => new($"http://127.0.0.1:{LoopbackPort.Next()}");
}

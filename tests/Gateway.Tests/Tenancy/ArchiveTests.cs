using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Gateway.Tests.Mcp;
using Actors.Gateway.Tests.Pages;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.Tenancy;

/// <summary>An organisation leaves as a zip, to its owners and to operators, and comes back from one, to operators alone.</summary>
public sealed class ArchiveTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string Demo = "demo";

    [Fact]
    public async Task An_organisation_leaves_as_one_zip_and_comes_back_as_another()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        var goal = await owner.SetGoal("exported");
        var email = People.Address();
        await app.Member(owner, email);
        var zip = await owner.GetByteArrayAsync("/api/tenant/export");
        Assert.Contains("export_organisation", (await owner.Got("/api/audit")).ToString());
        Assert.Equal(Files(zip).Where(file => file.Key != "audit.jsonl" && file.Key != "manifest.json").Select(Plain), Files(await otto.GetByteArrayAsync("/api/tenants/demo/export"))
            .Where(file => file.Key != "audit.jsonl" && file.Key != "manifest.json").Select(Plain));
        var manifest = JsonNode.Parse(Files(zip)["manifest.json"])!;
        Assert.Equal((Demo, 2), (manifest["tenant"]!["id"]!.GetValue<string>(), manifest["version"]!.GetValue<int>()));
        Assert.DoesNotContain(app.Demo.GetProperty("apiKey").GetString()!, string.Concat(Files(zip).Values));

        var imported = await (await Send(otto, "back", zip)).Json();
        Assert.Equal(("active", "back"), (imported.GetProperty("tenant").Text("status"), imported.GetProperty("tenant").Text("id")));
        Assert.Contains("tenantId=back", (await otto.Got("/api/audit?tool=import_tenant")).ToString());
        var user = (await owner.Got("/api/me")).Text("userId");
        using var there = await app.As("back", user);
        Assert.Contains(goal, await there.Goals());
        Assert.Contains(email, (await there.Got("/api/users")).ToString());
        Assert.True((await there.Got("/api/audit/verification")).GetProperty("intact").GetBoolean());
        Assert.Contains("import_tenant", (await there.Got("/api/audit")).ToString());
        Assert.Equal(HttpStatusCode.Conflict, (await Send(otto, "back", zip)).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_gets_nothing_and_over_MCP_it_is_read_a_part_at_a_time()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        using var admin = await app.As(Demo, await app.Member(owner, People.Address(), "admin"));
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync("/api/tenant/export")).StatusCode);
        using var lesser = app.Client(await app.KeyWith(Scopes.TenantAdmin));
        Assert.Equal(HttpStatusCode.Forbidden, (await lesser.GetAsync("/api/tenant/export")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.GetAsync("/api/tenants/demo/export")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(owner, "mine", [])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await otto.GetAsync("/api/tenant/export")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.GetAsync("/api/tenant/export?after=users.jsonl:")).StatusCode);
        Assert.Equal("/api/tenants/new/import", (await otto.Posted("/api/tenants/new/import", new { })).Text("sendTo"));

        var files = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var arguments = after.Length == 0 ? "{}" : $$"""{"after":{{JsonSerializer.Serialize(after)}}}""";
            var part = (await McpPost.OfModernCall("export_organisation", arguments).To(owner)).Result.GetProperty("structuredContent");
            files.Add(part.Text("file"));
            after = part.TryGetProperty("nextAfter", out var next) ? next.GetString() : null;
        }

        Assert.Equal(Files(await owner.GetByteArrayAsync("/api/tenant/export")).Keys.Append("manifest.json").Distinct().Order(), files.Append("manifest.json").Distinct().Order());
        foreach (var wrong in (string[])["nothing", "users.jsonl", "usage.jsonl:x", "usage.jsonl:{\\\"day\\\":\\\"x\\\"}", "audit.jsonl:x"])
            Assert.Contains(ErrorCodes.InvalidArgument, (await McpPost.OfModernCall("export_organisation", $$"""{"after":"{{wrong}}"}""").To(owner)).Result.ToString());
    }

    [Fact]
    public async Task One_archive_of_an_organisation_is_written_or_read_at_a_time_and_a_few_on_the_platform()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        using var _ = Caller.Platform("test").Enter();
        var transfers = app.Grains.GetGrain<ITransfersGrain>(GrainKeys.Operations);
        await transfers.Begin(Demo, "first", CancellationToken.None);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.GetAsync("/api/tenant/export")).StatusCode);
        foreach (var number in Enumerable.Range(1, 3)) await transfers.Begin($"other-{number}", $"{number}", CancellationToken.None);
        var refused = await Send(otto, "later", []);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(30)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));

        await transfers.End("1", CancellationToken.None);
        await transfers.End("first", CancellationToken.None);
        var zip = await owner.GetByteArrayAsync("/api/tenant/export");
        await transfers.Begin(Demo, "second", CancellationToken.None);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.GetAsync("/api/tenant/export")).StatusCode);
        app.Time.Advance(ITransfersGrain.Lease);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/tenant/export")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send(otto, "in-its-place", zip)).StatusCode);
        app.Time.Reset();
    }

    [Fact]
    public async Task What_is_no_archive_or_was_changed_is_refused_and_changes_nothing()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        var zip = await owner.GetByteArrayAsync("/api/tenant/export");
        var files = Files(zip);
        var goals = files["goals.jsonl"];
        Dictionary<string, byte[]> wrong = new()
        {
            ["nothing"] = [],
            ["text"] = "PK"u8.ToArray(),
            ["cut short"] = zip[..(zip.Length / 2)],
            ["without its manifest"] = Zip(files.Where(file => file.Key != "manifest.json")),
            ["another manifest"] = Zip([.. files.Where(file => file.Key != "manifest.json"), new("manifest.json", files["manifest.json"].Replace("\"version\":2", "\"version\":3", StringComparison.Ordinal))]),
            ["a manifest that is no JSON"] = Zip([.. files.Where(file => file.Key != "manifest.json"), new("manifest.json", "{")]),
            ["a manifest that is null"] = Zip([.. files.Where(file => file.Key != "manifest.json"), new("manifest.json", "null")]),
            ["a manifest whose seal is null"] = Zip([.. files.Where(file => file.Key != "manifest.json"), new("manifest.json", WithoutSeal(files["manifest.json"]))]),
            ["a manifest that unpacks to 64 MB"] = Zip([new("manifest.json", new string(' ', 64 * 1024 * 1024))]),
            ["a changed record"] = Zip(files.Select(file => file.Key == "goals.jsonl" ? new("goals.jsonl", goals.Replace("\"target\"", "\"tarket\"", StringComparison.Ordinal)) : file)),
            ["a file that unpacks to 64 MB"] = Zip(files.Select(file => file.Key == "goals.jsonl" ? new("goals.jsonl", new string('\n', 64 * 1024 * 1024)) : file)),
            ["one file more"] = Zip(files.Append(new("../more.jsonl", "{}"))),
            ["one file less"] = Zip(files.Where(file => file.Key != "goals.jsonl")),
            ["a file twice"] = Zip(files.Append(new("goals.jsonl", goals))),
            ["ten thousand files"] = Zip(files.Concat(Enumerable.Range(0, 10_000).Select(number => new KeyValuePair<string, string>($"f{number}", "")))),
        };
        foreach (var (what, bytes) in wrong)
        {
            var answer = await Send(otto, "never", bytes);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Equal(HttpStatusCode.NotFound, (await otto.GetAsync("/api/tenants/never")).StatusCode);
        Assert.Equal("0", await app.Query("SELECT count(*) FROM OrleansStorage WHERE GrainIdExtensionString LIKE 'never/%'"));
    }

    [Fact]
    public async Task What_is_being_uploaded_has_no_name_that_could_outlive_the_process()
    {
        using var otto = app.Operator();
        var (sent, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var content = new Unfinished(sent, end.Task);
        var answer = otto.PostAsync("/api/tenants/never/import", content);
        await sent.Task;
        Assert.DoesNotContain(OpenFiles(), file => file.StartsWith(Path.GetTempPath(), StringComparison.Ordinal) && File.Exists(file) && new FileInfo(file).Length > Unfinished.Size / 2);
        end.SetResult();
        Assert.Equal(HttpStatusCode.BadRequest, (await answer).StatusCode);
    }

    /// <summary>What this process, and so the server in it, has open.</summary>
    private static string[] OpenFiles() =>
        [.. new DirectoryInfo("/proc/self/fd").EnumerateFiles().Select(open => open.LinkTarget).OfType<string>()];

    private static string WithoutSeal(string manifest)
    {
        var node = JsonNode.Parse(manifest)!;
        node["seal"] = null;
        return node.ToJsonString();
    }

    private static async Task<HttpResponseMessage> Send(HttpClient http, string tenant, byte[] zip)
    {
        using var content = new ByteArrayContent(zip);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return await http.PostAsync($"/api/tenants/{tenant}/import", content);
    }

    private static Dictionary<string, string> Files(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
    }

    /// <summary>Counts go on, and a seal is another each time.</summary>
    private static string Plain(KeyValuePair<string, string> file) => file.Key is "usage.jsonl" or "users.jsonl" or "quota.jsonl" or "api_keys.jsonl" ? $"{file.Value.Contains('\n')}" : file.Value;

    private static byte[] Zip(IEnumerable<KeyValuePair<string, string>> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A body whose end is long in coming.</summary>
    private sealed class Unfinished : HttpContent
    {
        public const int Size = 32 * 1024 * 1024;
        private readonly TaskCompletionSource sent;
        private readonly Task end;

        public Unfinished(TaskCompletionSource sent, Task end)
        {
            (this.sent, this.end) = (sent, end);
            Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[Size]);
            await stream.FlushAsync();
            sent.SetResult();
            await end;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

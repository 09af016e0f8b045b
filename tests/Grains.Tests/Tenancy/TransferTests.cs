using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Contracts.Tools;
using Actors.Grains.Tests.Identity;
using Actors.Grains.Tests.OAuth;
using Actors.Grains.Vault;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Tenancy;

/// <summary>An organisation that was exported comes back whole, on another platform or under another id, and nothing of any other with it.</summary>
public sealed partial class TransferTests(TwoPlatforms platforms) : IClassFixture<TwoPlatforms>
{
    private const int Organisations = 8;

    private ActorHost There => platforms.There;

    private ActorHost Here => platforms.Here;

    [Fact]
    public void What_is_exported_imported_and_exported_again_is_the_same()
    {
        var text = Gen.Elements("Läufe & <Höhen> 🏔", "plain", "\"quoted\" \\ back", "line\nbreak", "\0nothing");
        var texts = Gen.ListOf(text).Resize(4).Select(list => list.ToArray());
        var person = Gen.Zip(texts, texts);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Organisations), Prop.ForAll(Gen.NonEmptyListOf(person).Resize(3).ToArbitrary(), people => ComesBack([.. people])));
    }

    [Fact]
    public async Task An_import_that_was_cut_short_lets_nobody_in_and_is_finished_by_the_same_archive_only()
    {
        var (from, into) = (NewId(), NewId());
        var email = $"ada-{from}@people.example";
        var ada = await new SeededOrganisation(There, from).Person(email, ["one", "two"], ["s3cret"]);
        var other = NewId();
        await new SeededOrganisation(There, other).Person($"{other}@people.example", [], []);
        using var _ = Caller.Platform("test").Enter();
        var (files, manifest) = (await There.Export(from), await There.Manifest(from));

        Assert.All(files, file => Assert.NotEmpty(file.Lines));
        var all = files.Sum(file => (file.Lines.Length + 2) / 3);
        foreach (var parts in (int[])[0, 1, all / 2, all - 1])
        {
            await Here.Import(into, manifest, files, parts: parts);
            await Here.Restart();
            Assert.Equal(TenantStatus.Importing, (await Here.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(into)).Get(default))!.Status);
            Assert.Null((await Here.Email(email).Try(SeededTenant.Password)).User);
            Assert.Equal(ErrorCodes.Conflict, await Refused(() => Here.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(into)).SetStatus(TenantStatus.Active, default)));
        }

        Assert.Equal(ErrorCodes.Conflict, await Refused(async () => await Here.Importer(into).Begin(await There.Manifest(other), default)));
        await Here.Import(into, manifest, files);
        Assert.Equal(ada.User, (await Here.Email(email).Try(SeededTenant.Password, "192.0.2.9")).User!.User);
        Same(files, from, await Here.Export(into), into);
        Assert.Equal(ErrorCodes.Conflict, await Refused(() => Here.Importer(into).Begin(manifest, default)));
        Assert.True((await Here.Grains.GetGrain<IAuditGrain>(GrainKeys.Tenant(into)).Verify(new(), default).LastAsync()).Result!.Intact);
    }

    [Fact]
    public async Task An_organisation_whose_secrets_do_not_open_is_refused_before_the_first_line()
    {
        var (robbed, thief) = (NewId(), NewId());
        foreach (var tenant in (string[])[robbed, thief]) await new SeededOrganisation(There, tenant).Person($"{tenant}@people.example", [], ["s3cret"]);
        await There.Execute($"""
            UPDATE OrleansStorage SET PayloadBinary = (SELECT PayloadBinary FROM OrleansStorage WHERE GrainTypeString = 'data_keys' AND GrainIdExtensionString = '{robbed}/tenant')
            WHERE GrainTypeString = 'data_keys' AND GrainIdExtensionString = '{thief}/tenant'
            """);
        await There.Restart();
        using var _ = Caller.Platform("test").Enter();
        Assert.Equal(ErrorCodes.Unavailable, await Refused(() => There.Export(thief)));
        Assert.NotEmpty(await There.Export(robbed));
    }

    [Fact]
    public async Task An_import_that_is_given_up_is_seen_opens_to_nobody_and_leaves_the_addresses_free()
    {
        var (from, into) = (NewId(), NewId());
        string[] emails = [$"ada-{from}@people.example", $"bob-{from}@people.example"];
        foreach (var email in emails) await new SeededOrganisation(There, from).Person(email, [], []);
        using var _ = Caller.Platform("test").Enter();
        var (users, manifest) = ((await There.Export(from)).Single(file => file.File == "users.jsonl").Lines, await There.Manifest(from));
        var (tenants, tenant) = (Here.Grains.GetGrain<ITenantsGrain>(GrainKeys.Operations), Here.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(into)));
        await Here.Importer(into).Begin(manifest, default);
        Assert.Contains(into, (await tenants.List(new() { Status = TenantStatus.Importing }, default)).Tenants.Select(one => one.Id));

        // Nothing may come before the audit that is brought.
        Assert.Equal(ErrorCodes.Conflict, await Refused(() => tenants.Export(new() { TenantId = into }, default)));
        Assert.Equal("0", await Here.Execute($"SELECT count(*) FROM audit WHERE tenant = '{into}'"));

        users[^1] = Sealed().Replace(users[^1], "\"v2.broken\"");
        Assert.Equal(ErrorCodes.InvalidArgument, await Refused(() => Here.Importer(into).Put(new() { File = "users.jsonl", Lines = users }, default)));
        await tenants.Delete(new() { TenantId = into }, ClientAnswers.None, default);
        await tenants.Delete(new() { TenantId = into }, ClientAnswers.None, default);
        Assert.Equal(ErrorCodes.Conflict, await Refused(() => tenants.Activate(new() { TenantId = into }, default)));
        await Here.Grains.GetGrain<ITenantErasureGrain>(GrainKeys.Tenant(into)).Erase(default);
        Assert.Equal(TenantStatus.Deleted, (await tenant.Get(default))!.Status);
        foreach (var email in emails) Assert.False(await Here.Email(email).IsTaken(default));
    }

    [Fact]
    public async Task An_import_that_is_given_up_wherever_it_stood_leaves_nothing_in_the_way_of_the_next_one()
    {
        var (from, email) = (NewId(), $"{NewId()}@people.example");
        await new SeededOrganisation(There, from).Person(email, ["one"], ["s3cret"]);
        using var _ = Caller.Platform("test").Enter();
        var (files, manifest) = (await There.Export(from), await There.Manifest(from));
        for (var parts = files.Sum(file => (file.Lines.Length + 2) / 3); parts > 0; parts--)
        {
            var into = NewId();
            Assert.Empty(await Here.Import(into, manifest, files, parts: parts - 1));
            await Here.Grains.GetGrain<ITenantsGrain>(GrainKeys.Operations).Delete(new() { TenantId = into }, ClientAnswers.None, default);
            await Here.Grains.GetGrain<ITenantErasureGrain>(GrainKeys.Tenant(into)).Erase(default);
            Assert.Equal("", await Here.Execute($"SELECT string_agg(GrainTypeString || ' ' || GrainIdExtensionString, ', ') FROM OrleansStorage WHERE PayloadBinary IS NOT NULL AND position(convert_to('\"tenant\":\"{into}\"', 'UTF8') IN PayloadBinary) > 0"));
        }

        var last = NewId();
        Assert.Empty(await Here.Import(last, manifest, files));
        Same(files, from, await Here.Export(last), last);
    }

    [Fact]
    public async Task A_task_that_goes_on_while_it_is_exported_is_in_it_whole_as_it_was()
    {
        var (from, into) = (NewId(), NewId());
        await new SeededOrganisation(There, from).Person($"{from}@people.example", [], []);
        using var _ = Caller.Platform("test").Enter();
        await There.Execute($"INSERT INTO event_log (tenant, stream, sequence, payload) SELECT tenant, stream, later, payload FROM event_log, generate_series(1001, 1300) AS later WHERE tenant = '{from}' AND sequence = 1");
        await There.Execute($"INSERT INTO event_log (tenant, stream, sequence, payload) SELECT tenant, stream, later, payload FROM event_log, generate_series(1, 1000) AS later WHERE tenant = '{from}' AND sequence = 1001 ON CONFLICT DO NOTHING");
        await There.Execute($"UPDATE agent_task SET generation = 1200 WHERE tenant = '{from}'");

        var (export, lines, parts) = (There.Grains.GetGrain<ITenantExportGrain>(GrainKeys.Tenant(from)), new List<string>(), 0);
        for (string? next = "agent_tasks.jsonl:"; next is not null && next.StartsWith("agent_tasks", StringComparison.Ordinal); parts++)
        {
            var part = await export.Read(next, default);
            lines.AddRange(part.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            next = part.NextAfter;
            await There.Execute($"UPDATE agent_task SET generation = 1300, state = 'working' WHERE tenant = '{from}'");
        }

        Assert.InRange(parts, 3, 10);
        Assert.Equal(1201, lines.Count);
        Assert.DoesNotContain("working", lines[0]);
        await Here.Import(into, await There.Manifest(from), [("agent_tasks.jsonl", [.. lines])], atOnce: 500);
        Assert.Equal("1200 1200 1200", await Here.Execute($"SELECT generation || ' ' || count(*) || ' ' || max(sequence) FROM agent_task JOIN event_log USING (tenant) WHERE tenant = '{into}' GROUP BY generation"));
    }

    [Fact]
    public async Task On_the_same_platform_people_keep_their_passwords_and_keys_stay_who_they_are()
    {
        var (from, into) = (NewId(), NewId());
        var email = $"ada-{from}@people.example";
        var ada = await new SeededOrganisation(There, from).Person(email, ["one"], ["s3cret"]);
        using var _ = Caller.Platform("test").Enter();
        var notTaken = await There.Import(into, await There.Manifest(from), await There.Export(from));

        Assert.Equal(2, notTaken.Count); // a key and a client, which go on being the first organisation's
        Assert.All(await There.Export(into), file => Assert.True(file.File is not ("api_keys.jsonl" or "clients.jsonl") || file.Lines.Length == 0));
        Assert.Equal([from, into], (await There.Email(email).Try(SeededTenant.Password)).Memberships.Select(one => one.Tenant));
        Assert.DoesNotContain("passwordHash", await There.Stored("user", GrainKeys.User(into, ada.User)));
        var reader = There.Services.GetRequiredService<CredentialReader>();
        Assert.Equal("s3cret", (await reader.Open(new() { Tenant = into, User = ada.User }, "strava", default, "n0"))!.Secret);
        Assert.DoesNotContain(from, string.Concat((await There.Export(into)).Where(file => file.File != "audit.jsonl").SelectMany(file => file.Lines)).Replace(email, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archive_that_was_changed_or_is_of_another_master_key_or_form_changes_nothing()
    {
        var (from, into) = (NewId(), NewId());
        await new SeededOrganisation(There, from).Person($"{from}@people.example", [], []);
        using var _ = Caller.Platform("test").Enter();
        var manifest = await There.Manifest(from);
        ArchiveManifest[] wrong =
        [
            manifest with { Tenant = manifest.Tenant with { Name = "Other" } },
            manifest with { Files = [new() { Name = "goals.jsonl", Records = 1, Bytes = 1, Sha256 = "00" }] },
            manifest with { Version = 1 },
            manifest with { Format = "zip" },
            manifest with { Seal = "" },
            manifest with { Seal = manifest.Seal[..^1] + (manifest.Seal[^1] == '0' ? '1' : '0') },
            manifest with { Seal = $"x1.000000000000.{manifest.Seal.Split('.')[2]}" },
        ];
        foreach (var one in wrong) Assert.Equal(ErrorCodes.InvalidArgument, await Refused(() => Here.Importer(into).Begin(one, default)));
        Assert.Null(await Here.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(into)).Get(default));
    }

    [Fact]
    public async Task Rows_of_another_organisation_and_an_audit_that_was_tampered_with_are_refused()
    {
        var (from, other) = (NewId(), NewId());
        await new SeededOrganisation(There, from).Person($"{from}@people.example", ["one"], []);
        await new SeededOrganisation(There, other).Person($"{other}@people.example", ["one"], []);
        using var _ = Caller.Platform("test").Enter();
        var (manifest, files, others) = (await There.Manifest(from), await There.Export(from), await There.Export(other));
        Assert.DoesNotContain(other, string.Concat(files.SelectMany(file => file.Lines)));

        foreach (var file in (string[])["api_keys.jsonl", "clients.jsonl", "audit.jsonl"])
            Assert.Equal(ErrorCodes.InvalidArgument, await Refused(() => Here.Import(NewId(), manifest, [.. others.Where(one => one.File == file)])));
        await There.Execute($"UPDATE audit SET outcome = 'forged' WHERE call = (SELECT call FROM audit_link WHERE tenant = '{from}' AND sequence = 1)");
        var (tampered, whole) = (await There.Export(from), await There.Manifest(from));
        Assert.Equal(ErrorCodes.InvalidArgument, await Refused(() => Here.Import(NewId(), whole, tampered)));
    }

    private async Task<bool> ComesBack((string[] Goals, string[] Secrets)[] people)
    {
        var (from, into, users) = (NewId(), NewId(), new List<UserRef>());
        foreach (var (goals, secrets) in people)
            users.Add(await new SeededOrganisation(There, from).Person($"{users.Count}-{from}@people.example", [.. goals.Select(Title)], [.. secrets.Select(Title)]));
        using var _ = Caller.Platform("test").Enter();
        var (files, manifest) = (await There.Export(from), await There.Manifest(from));
        Assert.Empty(await Here.Import(into, manifest, files));
        Same(files, from, await Here.Export(into), into);
        foreach (var (user, number) in users.Select((user, number) => (user, number)))
        {
            Assert.Equal(user.User, (await Here.Email($"{number}-{from}@people.example").Try(SeededTenant.Password)).User!.User);
            foreach (var (secret, name) in people[number].Secrets.Select((secret, at) => (secret, $"n{at}")))
                Assert.Equal(Title(secret), (await Here.Services.GetRequiredService<CredentialReader>().Open(new() { Tenant = into, User = user.User }, "strava", default, name))!.Secret);
        }

        return true;

        static string Title(string text) => text.Length == 0 ? "none" : text;
    }

    /// <summary>All but the tenant's id, what follows from it, and the entries that tell of the import and of signing in.</summary>
    private static void Same(IReadOnlyList<(string File, string[] Lines)> there, string from, IReadOnlyList<(string File, string[] Lines)> here, string into)
    {
        Assert.Equal(there.Select(file => file.File), here.Select(file => file.File));
        foreach (var ((file, lines), (_, again)) in there.Zip(here))
        {
            Assert.Equal(lines.Select(line => Plain(line, from)), again.Take(file == "audit.jsonl" ? lines.Length : again.Length).Select(line => Plain(line, into)));
        }

        static string Plain(string line, string id) => Sealed().Replace(line.Replace($"\"{id}", "\"tenant", StringComparison.Ordinal), "\"sealed\"");
    }

    private static async Task<string> Refused(Func<Task> call) => (await Assert.ThrowsAsync<ActorException>(call)).Error.Code;

    private static string NewId() => $"t{Guid.NewGuid():n}"[..12];

    [GeneratedRegex("\"(v2\\.[^\"]*|[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sealed();
}

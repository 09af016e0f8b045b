using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Tenancy;
using Actors.Gateway.Tests.Mcp;
using Actors.Gateway.Tests.OAuth;
using Actors.Gateway.Tests.Pages;
using Actors.Gateway.Tests.Tenancy;
using Actors.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway.Tests.Rest;

/// <summary>
/// Every route there is, called by the owner of another tenant with the ids of this one's things. The catalog says which routes there
/// are, so a new one is held to the same; one that names a new kind of thing fails until <see cref="Things"/> has one.
/// </summary>
public sealed class ForeignRouteTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private IReadOnlyList<Tool> Tools => app.Services.GetRequiredService<ToolCatalog>().Tools;

    [Fact]
    public async Task Another_tenants_things_are_not_found_by_any_route_and_stay_as_they_are()
    {
        await using var site = await Site.Start();
        site.Serve(new { name = "Agent", url = site.Url("/a2a"), protocolVersion = "0.3.0" });
        var (victim, stranger) = (await Owner("victim"), await Owner("stranger"));
        var things = await Things(victim, site.Url());
        var before = await Seen(victim.Http);

        var wrong = new List<string>();
        foreach (var tool in Tools.OrderBy(tool => Request(tool, things).Names.Count).ThenBy(tool => tool.Route.Method == "PUT")) // lists first: the audit names what one tried; what one has made oneself is found after
        {
            var (names, path, body) = Request(tool, things);
            var answer = await stranger.Http.Send(tool.Route.Method, path, body);
            var text = await answer.Content.ReadAsStringAsync();
            var isOwn = tool.Route.Method == "PUT" && !names.Any(name => name.EndsWith("Id", StringComparison.Ordinal)); // made under a name one chooses
            var isRight = isOwn ? answer.IsSuccessStatusCode
                : IsForOperators(tool) ? answer.StatusCode == HttpStatusCode.Forbidden && text.Contains("Only operators", StringComparison.Ordinal)
                : names.Count > 0 ? answer.StatusCode == HttpStatusCode.NotFound && text.Contains(ErrorCodes.NotFound, StringComparison.Ordinal)
                : !things.Values.Any(id => text.Contains(id, StringComparison.Ordinal));
            if (!isRight) wrong.Add($"{tool.Name}: {tool.Route.Method} {path} {body} was answered {answer.StatusCode} {text}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await Seen(victim.Http));
        foreach (var resource in app.Services.GetRequiredService<ToolCatalog>().Resources.Where(resource => resource.IsTemplate))
        {
            var uri = resource.Template.Parameters.Aggregate(resource.Template.Text, (text, name) => text.Replace($"{{{name}}}", things[name], StringComparison.Ordinal));
            Assert.NotEqual(0, (await McpPost.OfModern("resources/read", $"\"uri\":\"{uri}\"", uri).To(stranger.Http)).Code);
        }

        foreach (var tool in Tools.Where(tool => Request(tool, things).Names.Count > 0).OrderBy(Order))
        {
            var (_, path, body) = Request(tool, things);
            var mine = await (IsForOperators(tool) ? app.Operator() : victim.Http).Send(tool.Route.Method, path, body);
            if (mine.StatusCode == HttpStatusCode.NotFound) wrong.Add($"{tool.Name}: its own tenant does not find it either, so {path} proves nothing");
        }

        Assert.Empty(wrong);
    }

    /// <summary>What ends something comes after what needs it: sessions first, then changes, deletions, and the platform last.</summary>
    private static int Order(Tool tool) =>
        tool.Route.Path.Contains("sessionId", StringComparison.Ordinal) ? 0
        : IsForOperators(tool) ? (tool.Route.Path.Contains("userId", StringComparison.Ordinal) ? 3 : 4)
        : tool.Route.Method == "DELETE" ? 2 : 1;

    private static bool IsForOperators(Tool tool) => tool.Declared.Scope.StartsWith("platform:", StringComparison.Ordinal);

    /// <summary>One of each thing that routes name, by the name of its placeholder.</summary>
    private async Task<Dictionary<string, string>> Things((HttpClient Http, string Tenant, string User, string Email) victim, string card)
    {
        async Task<string> Made(string path, object body, params string[] way) =>
            way.Aggregate(await victim.Http.Posted(path, body), (json, name) => json.GetProperty(name)).GetString()!;

        using var browser = new Browser(app);
        await browser.SignInAs(await browser.Open("/signin"), victim.Email);
        using (Caller.Platform("test").Enter())
            await app.Grains.GetGrain<IApplicationsGrain>(GrainKeys.User(victim.Tenant, victim.User)).Remember(new() { Client = "cl_1", Scopes = [Scopes.Profile] }, default);
        await victim.Http.Send("PUT", "/api/credentials/strava.example/club-run", """{"secret":"s3cret"}""");
        await victim.Http.Send("PUT", "/api/a2a/remote-agents/club-run", $$"""{"cardUrl":"{{card}}"}""");
        var (task, push) = await Told(victim.Tenant, victim.User);
        return new()
        {
            ["taskId"] = task,
            ["contextId"] = "told-in",
            ["pushId"] = push,
            ["cardUrl"] = card,
            ["tenantId"] = victim.Tenant,
            ["userId"] = victim.User,
            ["goalId"] = await victim.Http.SetGoal(),
            ["keyId"] = await Made("/api/keys", new { name = "Another", scopes = new[] { Scopes.Profile } }, "key", "id"),
            ["clientId"] = await Made("/api/clients", new { name = "Robot", scopes = new[] { Scopes.FitnessRead } }, "client", "id"),
            ["invitationId"] = await Made("/api/invitations", new { email = People.Address() }, "invitation", "id"),
            ["sessionId"] = (await victim.Http.Got("/api/account/sessions")).GetProperty("sessions")[0].GetProperty("id").GetString()!,
            ["applicationId"] = (await victim.Http.Got("/api/account/applications")).GetProperty("applications")[0].GetProperty("id").GetString()!,
            ["signingKeyId"] = (await app.Operator().Got("/api/platform/signing-keys")).GetProperty("keys")[0].GetProperty("keyId").GetString()!,
            ["provider"] = "strava.example",
            ["name"] = "club-run",
        };
    }

    /// <summary>A task of the person's, and a webhook of it.</summary>
    private async Task<(string Task, string Push)> Told(string tenant, string user)
    {
        using var _ = new Caller { Tenant = tenant, User = user, Client = "test", Scopes = [Scopes.AgentsWrite], Role = Role.Owner, CorrelationId = "test" }.Enter();
        var message = new Message { MessageId = "m", ContextId = "told-in", Parts = [Part.OfText("Hello")] };
        var task = app.Grains.GetGrain<IAgentTaskGrain>(GrainKeys.OwnedBy(tenant, user, "told"));
        await task.Send(new() { Agent = "echo", Message = message, Push = new() { Id = "hook", Url = "http://127.0.0.1:9/hook", Version = "1.0" } }, default);
        return ("told", "hook");
    }

    /// <summary>A call with what the tool demands and every id it takes; the names of those it is given.</summary>
    private static (IReadOnlyList<string> Names, string Path, string? Body) Request(Tool tool, Dictionary<string, string> things)
    {
        if (tool.Route.Path.Contains("signing-keys", StringComparison.Ordinal)) things = new(things) { ["keyId"] = things["signingKeyId"] };
        var properties = tool.InputSchema.GetProperty("properties");
        var required = tool.InputSchema.TryGetProperty("required", out var demanded) ? demanded.EnumerateArray().Select(name => name.GetString()!).ToArray() : [];
        var placeholders = tool.Route.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).ToArray();
        var ids = properties.EnumerateObject().Select(property => property.Name).Where(name => name.EndsWith("Id", StringComparison.Ordinal) && name != "contextId").ToArray(); // a conversation is a filter of one's own tasks
        var path = placeholders.Aggregate(tool.Route.Path, (text, name) => text.Replace($"{{{name}}}", things[name], StringComparison.Ordinal));
        var arguments = new JsonObject(required.Union(ids).Except(placeholders)
            .Select(name => KeyValuePair.Create(name, ids.Contains(name) ? JsonValue.Create(things[name]) : things.TryGetValue(name, out var thing) && name == "cardUrl" ? JsonValue.Create(thing) : Sample(properties.GetProperty(name)))));
        var names = placeholders.Union(ids).ToArray();
        return tool.Route.Method is "GET" or "DELETE"
            ? (names, arguments.Count == 0 ? path : $"{path}?{string.Join('&', arguments.Select(argument => $"{argument.Key}={Uri.EscapeDataString(argument.Value!.ToString())}"))}", null)
            : (names, path, arguments.ToJsonString());
    }

    private static JsonNode? Sample(JsonElement schema) => schema.GetProperty("type").ToString() switch
    {
        _ when schema.TryGetProperty("enum", out var values) => JsonNode.Parse(values[0].GetRawText()),
        "string" => new string('x', Math.Max(1, schema.TryGetProperty("minLength", out var least) ? least.GetInt32() : 1)),
        "array" => new JsonArray(JsonValue.Create(Scopes.Profile)),
        "boolean" => false,
        "object" => new JsonObject(),
        _ => 7,
    };

    /// <summary>What the tenant's owner sees of it that no clock moves.</summary>
    private static async Task<string> Seen(HttpClient owner)
    {
        var seen = new List<string> { await owner.Goals() };
        foreach (var path in (string[])["/api/tenant", "/api/users", "/api/invitations", "/api/clients", "/api/credentials", "/api/account/sessions"])
            seen.Add(await owner.GetStringAsync(path));
        seen.AddRange((await owner.Got("/api/keys")).GetProperty("keys").EnumerateArray().Select(key => $"{key.GetProperty("id")} {key.GetProperty("isActive")}"));
        return string.Join('\n', seen);
    }

    private async Task<(HttpClient Http, string Tenant, string User, string Email)> Owner(string name)
    {
        var (tenant, email) = ($"{name}-{Guid.NewGuid():n}"[..20], People.Address());
        using var platform = Caller.Platform("test").Enter();
        await app.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenant)).Create(new() { Name = tenant }, CancellationToken.None);
        var user = await app.Grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).Register(
            new() { Tenant = tenant, Name = "Owner", Email = email, Password = People.Password, Role = Role.Owner }, CancellationToken.None);
        return (await app.As(tenant, user.User), tenant, user.User, email);
    }
}

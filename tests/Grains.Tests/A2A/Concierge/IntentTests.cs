using System.Text.Json;
using Actors.Grains.A2A.Concierge;
using Actors.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.A2A.Concierge;

/// <summary>What people say, and which tool they mean by it.</summary>
public sealed class IntentTests(ActorHost host) : IClassFixture<ActorHost>
{
    private ToolCatalog Catalog => host.Services.GetRequiredService<ToolCatalog>();

    [Theory]
    [InlineData("show my goals", "list_goals")]
    [InlineData("What are my goals?", "list_goals")]
    [InlineData("Set a goal", "set_goal")]
    [InlineData("add a new goal please", "set_goal")]
    [InlineData("delete the goal g_abcdefghij", "delete_goal")]
    [InlineData("log my progress", "track_progress")]
    [InlineData("who am I?", "whoami")]
    [InlineData("create an API key", "create_api_key")]
    [InlineData("Invite a user", "invite_user")]
    [InlineData("call get_quota", "get_quota")]
    [InlineData("change the password", "change_password")]
    [InlineData("hello", null)]
    [InlineData("goal", null)]
    [InlineData("", null)]
    public async Task Words_mean_a_tool_or_none(string text, string? tool) =>
        Assert.Equal(tool, (await new IntentRules().Read(text, new(), Catalog.Tools, default)).Tool?.Name);

    [Theory]
    [InlineData("set_goal", "type running, 100 km by 2090-12-31", """{"type":"running","deadline":"2090-12-31","target":100,"unit":"km"}""")]
    [InlineData("set_goal", "target: 70 unit kg measure latest title 'Lighter by spring'", """{"measure":"latest","target":70,"title":"Lighter by spring","unit":"kg"}""")]
    [InlineData("delete_goal", "please delete_goal g_abcdefghij", """{"goalId":"g_abcdefghij"}""")]
    [InlineData("invite_user", "invite ada@example.org as auditor", """{"email":"ada@example.org","role":"auditor"}""")]
    [InlineData("set_goal", "nothing of use", "{}")]
    public async Task Words_give_arguments_by_their_names_and_by_their_forms(string tool, string text, string arguments)
    {
        var errand = await new IntentRules().Read(text, new() { Tool = Catalog.Find(tool) }, Catalog.Tools, default);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(arguments), errand.Arguments), errand.Arguments.ToString());
    }
}

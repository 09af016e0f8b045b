using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>resources/list</c> and <c>resources/templates/list</c>: what the caller may read, by address (server: Listing Resources, Resource Templates).</summary>
internal sealed class ResourcesList(ToolCatalog catalog, Icons icons)
{
    private static readonly TimeSpan FreshList = TimeSpan.Zero, FreshTemplates = TimeSpan.FromMinutes(5);

    /// <summary>The single resources, and those of each template that its grain names.</summary>
    public async ValueTask Answer(McpCall call)
    {
        var entries = new List<Entry>();
        foreach (var resource in Readable(call.Caller))
        {
            if (!resource.IsTemplate) entries.Add(new(resource.Template.Text, json => Describe(call, resource, resource.Declared.Title)));
            else if (resource.List is { } list && call.Caller.May(list.Scope)) entries.AddRange(await Entries(resource, list, call));
        }
        foreach (var view in catalog.Views.Where(view => call.Caller.May(view.Tool.Declared.Scope))) entries.Add(new(view.Uri, json => Describe(call, view)));
        entries.Sort((one, other) => string.CompareOrdinal(one.Uri, other.Uri));
        if (Page.Of(call, "resources", entries, entry => entry.Uri, out var next) is not { } page) return;

        var json = call.Reply.Json;
        ResultParts.BeginComplete(call);
        json.WriteStartArray("resources"u8);
        foreach (var entry in page)
        {
            json.WriteStartObject();
            json.WriteString("uri"u8, entry.Uri);
            entry.Describe(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Page.WriteCursor(call, next);
        ResultParts.WriteCaching(call, FreshList);
        call.Reply.EndResult();
    }

    public void AnswerTemplates(McpCall call)
    {
        var templates = Readable(call.Caller).Where(resource => resource.IsTemplate).ToList();
        if (Page.Of(call, "templates", templates, template => template.Template.Text, out var next) is not { } page) return;

        var json = call.Reply.Json;
        ResultParts.BeginComplete(call);
        json.WriteStartArray("resourceTemplates"u8);
        foreach (var template in page)
        {
            json.WriteStartObject();
            json.WriteString("uriTemplate"u8, template.Template.Text);
            Describe(call, template, template.Declared.Title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Page.WriteCursor(call, next);
        ResultParts.WriteCaching(call, FreshTemplates);
        call.Reply.EndResult();
    }

    private IEnumerable<Resource> Readable(Caller caller) => catalog.Resources.Where(resource => caller.May(resource.Tool.Declared.Scope));

    private async Task<IEnumerable<Entry>> Entries(Resource resource, Capability list, McpCall call)
    {
        var answer = await list.Invoker.Call(call.Caller, default, call.Cancellation);
        var entries = JsonSerializer.Deserialize<ResourceEntries>(answer.Span, ToolJson.Results)!;
        return entries.Entries.Select(entry => new Entry(entry.Uri, json => Describe(call, resource, entry.Title, entry.Description)));
    }

    private void Describe(McpCall call, Resource resource, string title, string? description = null)
    {
        var json = call.Reply.Json;
        json.WriteString("name"u8, resource.Declared.Name);
        if (call.Version.HasTitles) json.WriteString("title"u8, title);
        json.WriteString("description"u8, description ?? resource.Tool.Description);
        json.WriteString("mimeType"u8, resource.Declared.MimeType);
        icons.Write(json, call.Version, resource.Tool.Icon);
    }

    private void Describe(McpCall call, View view)
    {
        Views.Describe(call, view);
        icons.Write(call.Reply.Json, call.Version, view.Tool.Icon);
    }

    private sealed record Entry(string Uri, Action<Utf8JsonWriter> Describe);
}

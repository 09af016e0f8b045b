using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;
using Actors.Tools.Schemas;

namespace Actors.Tools;

/// <summary>Reads what is offered off the contracts: the methods of <see cref="ToolSetAttribute"/> interfaces that a <see cref="CapabilityAttribute"/> marks.</summary>
public sealed class ToolCatalogBuilder(IGrainFactory grains, IReadOnlyList<Assembly> contracts)
{
    private readonly InvokerFactory invokers = new(grains);
    private readonly XmlDocs docs = XmlDocs.Of(contracts);
    private readonly ConcurrentDictionary<Type, Icon?> icons = [];

    private readonly IReadOnlyList<MethodInfo> methods =
        [.. contracts.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(ToolSetAttribute))).SelectMany(type => type.GetMethods())];

    /// <exception cref="InvalidOperationException">A contract is not fit to be what it says it is; the message says which and why.</exception>
    public ToolCatalog Build()
    {
        var tools = Marked<ToolAttribute>().Select(mark => (mark.Method, Tool: Read(mark.Method, mark.Declared))).ToList();
        return new(
            [.. tools.Select(one => one.Tool).OrderBy(tool => tool.Name, StringComparer.Ordinal)],
            [.. tools.Where(one => one.Method.IsDefined(typeof(ResourceAttribute))).Select(one => Resource(one.Method, one.Tool)).OrderBy(resource => resource.Template.Text, StringComparer.Ordinal)],
            [.. Marked<PromptAttribute>().Select(mark => Prompt(mark.Method, mark.Declared)).OrderBy(prompt => prompt.Name, StringComparer.Ordinal)],
            [.. tools.Where(one => one.Method.IsDefined(typeof(ViewAttribute))).Select(one => View(one.Method, one.Tool)).OrderBy(view => view.Uri, StringComparer.Ordinal)]);
    }

    private static View View(MethodInfo method, Tool tool)
    {
        var declared = method.GetCustomAttribute<ViewAttribute>()!;
        using var page = method.DeclaringType!.Assembly.GetManifestResourceStream(declared.Page)
            ?? throw InvokerFactory.Unfit(method, $"has the page {declared.Page}, which is not embedded beside it");
        return new(declared.Uri, declared.Title, new StreamReader(page).ReadToEnd(), tool);
    }

    private Tool Read(MethodInfo method, ToolAttribute declared)
    {
        var (invoker, request, result) = invokers.Of(method);
        var schemas = new ToolSchemas(docs);
        var input = schemas.Arguments(request);
        var route = ToolRoute.Parse(declared.Route);
        if (route.Parameters.FirstOrDefault(name => !input.GetProperty("properties").TryGetProperty(name, out _)) is { } unknown)
            throw InvokerFactory.Unfit(method, $"has {{{unknown}}} in its route, which is no argument");
        if (declared.Tasks != TaskSupport.Never && !invoker.Streams) throw InvokerFactory.Unfit(method, "can become a task, so it answers in steps");
        if (invoker.Asks && route.Method is "GET") throw InvokerFactory.Unfit(method, "asks its client, so its route needs a body for the answers");
        return new()
        {
            Declared = declared,
            Description = Description(method),
            Route = route,
            InputSchema = input,
            OutputSchema = schemas.Result(result),
            Results = ToolSchemas.IsGiven(result) ? new(schemas.Result(result)) : null,
            ShowsContent = result == typeof(ToolContent),
            Arguments = new(input),
            Headers = ParameterHeader.Of(input),
            Icon = icons.GetOrAdd(method.DeclaringType!, Icon.Of),
            ViewUri = method.GetCustomAttribute<ViewAttribute>()?.Uri,
            Invoker = invoker,
        };
    }

    private Resource Resource(MethodInfo method, Tool tool)
    {
        var declared = method.GetCustomAttribute<ResourceAttribute>()!;
        var template = new UriTemplate(declared.Uri);
        if (!tool.Declared.ReadOnly || tool.Streams) throw InvokerFactory.Unfit(method, "is read at an address, so it must be read-only and answer at once");
        if (template.Parameters.FirstOrDefault(name => !tool.InputSchema.GetProperty("properties").TryGetProperty(name, out _)) is { } unknown)
            throw InvokerFactory.Unfit(method, $"has {{{unknown}}} in its address, which is no argument");
        return new()
        {
            Declared = declared,
            Tool = tool,
            Template = template,
            IsContents = invokers.Of(method).Result == typeof(ResourceContents),
            List = Siblings<ResourceListAttribute>(method).Where(mark => mark.Declared.Name == declared.Name).Select(Serving).SingleOrDefault(),
            Completions = Completions(method, template.Parameters),
        };
    }

    private Prompt Prompt(MethodInfo method, PromptAttribute declared)
    {
        var (invoker, request, result) = invokers.Of(method);
        if (result != typeof(PromptMessages)) throw InvokerFactory.Unfit(method, $"is a prompt, so it returns a Task<{nameof(PromptMessages)}>");
        var schema = new ToolSchemas(docs).Arguments(request);
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        PromptArgument[] arguments = [.. schema.GetProperty("properties").EnumerateObject()
            .Select(member => new PromptArgument(member.Name, member.Value.GetProperty("description").GetString()!, required.Contains(member.Name)))];
        return new()
        {
            Declared = declared,
            Description = Description(method),
            Arguments = arguments,
            Validator = new(schema),
            Icon = icons.GetOrAdd(method.DeclaringType!, Icon.Of),
            Invoker = invoker,
            Completions = Completions(method, arguments.Select(argument => argument.Name)),
        };
    }

    private Dictionary<string, Capability> Completions(MethodInfo method, IEnumerable<string> arguments) => Siblings<CompletionAttribute>(method)
        .Where(mark => arguments.Contains(mark.Declared.Argument))
        .ToDictionary(mark => mark.Declared.Argument, Serving, StringComparer.Ordinal);

    private Capability Serving<T>((MethodInfo Method, T Declared) mark) where T : CapabilityAttribute => new(mark.Declared.Scope, invokers.Of(mark.Method).Invoker);

    private IEnumerable<(MethodInfo Method, T Declared)> Siblings<T>(MethodInfo method) where T : CapabilityAttribute =>
        Marked<T>().Where(mark => mark.Method.DeclaringType == method.DeclaringType);

    private IEnumerable<(MethodInfo Method, T Declared)> Marked<T>() where T : CapabilityAttribute =>
        methods.Where(method => method.IsDefined(typeof(T))).Select(method => (method, method.GetCustomAttribute<T>()!));

    private string Description(MethodInfo method) => docs.Summary(method) ?? throw InvokerFactory.Unfit(method, "needs documentation: it is what callers read");
}

using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>A path that has tools.</summary>
/// <param name="Tools">The tools there, by method.</param>
/// <param name="Values">What stands in place of the placeholders, in their order.</param>
internal sealed record RouteMatch(IReadOnlyDictionary<string, Tool> Tools, IReadOnlyList<string> Values)
{
    /// <summary>The tool for this method; HEAD is GET without the body.</summary>
    public Tool? For(string method) => Tools.GetValueOrDefault(HttpMethods.IsHead(method) ? HttpMethods.Get : method);

    /// <summary>The methods, as the Allow header lists them.</summary>
    public string Allow => string.Join(", ", Tools.Keys.SelectMany(method => method == HttpMethods.Get ? [method, HttpMethods.Head] : new[] { method }).Append(HttpMethods.Options));
}

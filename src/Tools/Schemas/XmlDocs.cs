using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Actors.Tools.Schemas;

/// <summary>
/// The documentation comments of assemblies, from the files the compiler writes beside them: the words that describe a
/// tool to a model are the words that describe it to a developer.
/// </summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> members;

    private XmlDocs(Dictionary<string, XElement> members) => this.members = members;

    /// <exception cref="FileNotFoundException">A file is not beside its assembly.</exception>
    public static XmlDocs Of(IReadOnlyList<Assembly> assemblies) =>
        new(assemblies.SelectMany(Members).GroupBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal)); // generated code is in several assemblies

    private static IEnumerable<XElement> Members(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member")
            : throw new FileNotFoundException($"{Path.GetFileName(file)} must lie beside {Path.GetFileName(assembly.Location)}: tools are described from it.", file);
    }

    /// <summary>The summary of a method or property as plain text, or null where it has none.</summary>
    public string? Summary(MemberInfo member) =>
        members.TryGetValue(Id(member), out var found) && found.Element("summary") is { } summary ? Text(summary) : null;

    private static string Id(MemberInfo member) => member switch
    {
        MethodInfo method => $"M:{method.DeclaringType!.FullName}.{method.Name}({string.Join(',', method.GetParameters().Select(p => p.ParameterType.FullName))})",
        PropertyInfo property => $"P:{property.DeclaringType!.FullName}.{property.Name}",
        _ => throw new ArgumentException($"Nothing documents {member} to a caller.", nameof(member)),
    };

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is XText words) text.Append(words.Value);
            else if (node is XElement { Name.LocalName: "see" or "paramref" } reference)
                text.Append(reference.FirstAttribute?.Value.Split('.')[^1]);
        }
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

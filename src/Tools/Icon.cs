using System.Reflection;

namespace Actors.Tools;

/// <summary>The picture of a domain of contracts, by which people tell its tools from others: <c>icon.svg</c> in the domain's folder.</summary>
/// <param name="Name">The domain, in lower case.</param>
/// <param name="Svg">The picture.</param>
public sealed record Icon(string Name, ReadOnlyMemory<byte> Svg)
{
    /// <summary>The icon of the domain that a contract belongs to, or null where it has none.</summary>
    internal static Icon? Of(Type contract)
    {
        var domain = contract.Namespace!.Split('.').LastOrDefault(part => contract.Assembly.GetManifestResourceInfo($"{part}/icon.svg") is not null);
        if (domain is null) return null;
        using var file = contract.Assembly.GetManifestResourceStream($"{domain}/icon.svg")!;
        var svg = new byte[file.Length];
        file.ReadExactly(svg);
        return new(domain.ToLowerInvariant(), svg);
    }
}

using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tasks;

/// <summary>The tools whose calls can become tasks.</summary>
public sealed class ToolWorks(IEnumerable<ToolContracts> more)
{
    private readonly Lazy<Dictionary<string, ToolWork>> all = new(() => ToolWork.All([typeof(Caller).Assembly, .. more.Select(contracts => contracts.Assembly)]));

    internal ToolWork? Find(string tool) => all.Value.GetValueOrDefault(tool);
}

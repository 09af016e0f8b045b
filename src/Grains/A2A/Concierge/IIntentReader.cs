using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <summary>Finds out what a text asks for. Rules do it (<see cref="IntentRules"/>); a model can take their place.</summary>
public interface IIntentReader
{
    /// <summary>What there is to do, now that the client said this.</summary>
    /// <param name="text">What the client says.</param>
    /// <param name="soFar">What was known before; its tool is set where the client was asked for arguments.</param>
    /// <param name="tools">The tools to choose from: those that the client may be allowed to use.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<Errand> Read(string text, Errand soFar, IReadOnlyList<Tool> tools, CancellationToken cancellation);
}

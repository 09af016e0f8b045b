using Actors.Contracts.Tools;

namespace Actors.Grains.Tasks;

/// <summary>A request to the client, and the name by which the method finds its answer.</summary>
internal sealed record TaskQuestion(string Name, ClientRequest Request);

using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tests.A2A.Concierge;

/// <summary>Work that takes steps: one kind can be done over again, the other cannot.</summary>
[ToolSet(ToolKey.User), Alias("test.digging")]
public interface IDiggingGrain : IGrainWithStringKey
{
    /// <summary>Digs a hole, so deep.</summary>
    [Tool("dig_hole", Title = "Dig a hole", Scope = Scopes.Profile, Route = "POST /api/holes", Idempotent = true), AlwaysInterleave, Alias("dig")]
    IAsyncEnumerable<ToolUpdate<Hole>> Dig(Hole request, CancellationToken cancellation);

    /// <summary>Blasts a tunnel, so deep.</summary>
    [Tool("blast_tunnel", Title = "Blast a tunnel", Scope = Scopes.Profile, Route = "POST /api/tunnels"), AlwaysInterleave, Alias("blast")]
    IAsyncEnumerable<ToolUpdate<Hole>> Blast(Hole request, CancellationToken cancellation);

    /// <summary>Fills a hole, if it is really meant.</summary>
    [Tool("fill_hole", Title = "Fill a hole", Scope = Scopes.Profile, Route = "POST /api/holes/fill"), Alias("fill")]
    Task<Hole> Fill(Hole request, ClientAnswers answers, CancellationToken cancellation);
}

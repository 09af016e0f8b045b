using System.Runtime.CompilerServices;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tests.A2A.Concierge;

/// <inheritdoc cref="IDiggingGrain"/>
public sealed class DiggingGrain(Ground ground) : Grain, IDiggingGrain
{
    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<Hole>> Dig(Hole request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var metre = 1; metre <= request.Depth; metre++)
        {
            yield return new() { Progress = metre, Total = request.Depth, Message = $"Metre {metre}" };
            if (request.Stuck == true && !ground.IsSoft) await ground.Resist(cancellation);
        }
        yield return new() { Progress = request.Depth, Result = request };
    }

    /// <inheritdoc />
    public Task<Hole> Fill(Hole request, ClientAnswers answers, CancellationToken cancellation)
    {
        var sure = answers.Ask("sure", ClientRequest.Form("Really?", """{"type":"object","properties":{"why":{"type":"string"}}}"""), state: "asked once");
        return Task.FromResult(new Hole { Depth = answers.State == "asked once" && sure.GetProperty("action").GetString() == "accept" ? request.Depth : 1 });
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ToolUpdate<Hole>> Blast(Hole request, CancellationToken cancellation) => Dig(request, cancellation);
}

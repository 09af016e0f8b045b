using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Contracts.A2A.Remote;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.A2A.Remote;

/// <inheritdoc cref="IRemoteAgentsGrain"/>
/// <remarks>Cards are fetched while others are served: each change is made to what there is once the card is here.</remarks>
public sealed partial class RemoteAgentsGrain([PersistentState("remote_agents")] IPersistentState<RemoteAgentsState> state, RemoteCards cards) : Grain, IRemoteAgentsGrain, IDisposable
{
    private const int Most = 50;

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <inheritdoc />
    public async Task<RemoteAgent> Add(AddRemoteAgent request, CancellationToken cancellation)
    {
        if (!Name().IsMatch(request.Name)) throw ActorException.InvalidArgument("name", "An agent is named by 1 to 40 lower-case letters, digits and hyphens.");
        if (!Uri.TryCreate(request.CardUrl, UriKind.Absolute, out var address)) throw ActorException.InvalidArgument("cardUrl", "The card's address must be an https address.");
        var agent = await cards.Fetch(request.Name, address, cancellation);
        return await Store(agent, mustBeThere: false);
    }

    /// <inheritdoc />
    public Task<RemoteAgentList> List(CancellationToken cancellation) => Task.FromResult(new RemoteAgentList { Agents = state.State.Agents });

    /// <inheritdoc />
    public async Task<RemoteAgent> Refresh(NamedRemoteAgent request, CancellationToken cancellation)
    {
        var agent = await cards.Fetch(request.Name, new Uri(Demand(request.Name).CardUrl), cancellation);
        return await Store(agent, mustBeThere: true);
    }

    /// <inheritdoc />
    public async Task<RemoteAgent> Remove(NamedRemoteAgent request, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var agent = Demand(request.Name);
            await state.Save(new RemoteAgentsState { Agents = state.State.Agents.Remove(agent) }, this);
            return agent;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    public Task<RemoteAgent?> Find(string? name, CancellationToken cancellation) =>
        Task.FromResult(name is null && state.State.Agents.Count == 1 ? state.State.Agents[0] : state.State.Agents.Find(agent => agent.Name == name));

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private async Task<RemoteAgent> Store(RemoteAgent agent, bool mustBeThere)
    {
        await gate.WaitAsync();
        try
        {
            var before = mustBeThere ? Demand(agent.Name) : state.State.Agents.Find(there => there.Name == agent.Name);
            if (before is null && state.State.Agents.Count >= Most)
                throw new ActorException(ErrorCodes.LimitReached, $"There are {Most} remote agents already; remove one first.", ("limit", $"{Most} remote agents"));
            if (mustBeThere && before!.SignedBy is { } signer && agent.SignedBy != signer)
                throw new ActorException(ErrorCodes.Conflict, $"The card was signed with the keys of {signer}, and is now {(agent.SignedBy is { } other ? $"with those of {other}" : "not signed")}. Nothing was changed. If whoever runs the agent says that this is right, add it again.");
            agent = agent with { Since = before?.Url == agent.Url ? before.Since : agent.FetchedAt };
            var others = before is null ? state.State.Agents : state.State.Agents.Remove(before);
            await state.Save(new RemoteAgentsState { Agents = others.Add(agent).Sort((one, other) => string.CompareOrdinal(one.Name, other.Name)) }, this);
            return agent;
        }
        finally
        {
            gate.Release();
        }
    }

    private RemoteAgent Demand(string name) => state.State.Agents.Find(agent => agent.Name == name)
        ?? throw ActorException.NotFound("There is no such remote agent. list_remote_agents names those that there are.");

    [GeneratedRegex(@"\A(?=.{1,40}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}

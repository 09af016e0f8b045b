using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Grains.A2A;

/// <inheritdoc cref="IAgentTaskListGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class AgentTaskListGrain(ITaskLog log) : Grain, IAgentTaskListGrain
{
    /// <inheritdoc />
    public async Task<TaskPage> List(ListTasks request, CancellationToken cancellation)
    {
        var key = GrainContext.GrainId.Key.ToString()!;
        var (tenant, owner) = (GrainKeys.TenantOf(key), GrainKeys.OwnerOf(key));
        var (places, total) = await log.List(tenant, owner, request, Before(request), cancellation);
        var tasks = await Task.WhenAll(places.Take(request.PageSize)
            .Select(place => Read(GrainFactory.GetGrain<IAgentTaskGrain>(GrainKeys.OwnedBy(tenant, owner, place.Id)), request.Read, cancellation)));
        return new() { Tasks = [.. tasks.OfType<AgentTask>()], TotalSize = total, NextPageToken = places.Count > request.PageSize ? Token(request, places[request.PageSize - 1]) : null };
    }

    /// <summary>The task, or null where it was removed since its place was read.</summary>
    private static async Task<AgentTask?> Read(IAgentTaskGrain task, ReadTask wanted, CancellationToken cancellation)
    {
        try
        {
            return await task.Get(wanted, cancellation);
        }
        catch (ActorException gone) when (gone.Error.Code == ErrorCodes.NotFound)
        {
            return null;
        }
    }

    /// <summary>A token says what it is for and where its page ended.</summary>
    private static string Token(ListTasks list, TaskPlace last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{For(list)} {last.StatusAt.UtcTicks} {last.Id}")));

    private static TaskPlace? Before(ListTasks list)
    {
        if (list.PageToken is not { } token) return null;
        var parts = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(' ') : [];
        return parts is [var list1, var at, { Length: > 0 } id] && list1 == For(list) && long.TryParse(at, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new TaskPlace(id, new(ticks, TimeSpan.Zero))
            : throw ActorException.InvalidArgument("pageToken", "There is no such page of this list. Ask for the list without a page token.");
    }

    private static string For(ListTasks list) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{list.Agent} {list.ContextId} {list.State} {list.StatusSince?.UtcTicks}"))), 0, 8);
}

using System.Text.Json;
using Actors.Contracts.Tasks;
using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.Methods;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary>
/// How far the tasks are that one client listens for: whole, as <c>tasks/get</c> would answer at that moment, and once for each change
/// (io.modelcontextprotocol/tasks: Task Status Notifications).
/// </summary>
internal sealed class TaskNews(HttpContext http, Methods.Tasks tasks, TaskShape shape, bool asToon)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> told = new(StringComparer.Ordinal);

    /// <summary>The task as it is now, or once it can be read; null where that has been told, or it is no more.</summary>
    public async Task<TaskSnapshot?> Of(string id, CancellationToken cancellation)
    {
        if (await Read(id, cancellation) is not { } task || told.GetValueOrDefault(id) == task.Generation) return null;
        told[id] = task.Generation;
        return task;
    }

    public void Write(Utf8JsonWriter json, TaskSnapshot task) => shape.WriteWhole(json, task, http, asToon);

    private async Task<TaskSnapshot?> Read(string id, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await tasks.Find(http.Caller(), id, cancellation);
            }
            catch (Exception away) when (away is not (OperationCanceledException or OutOfMemoryException))
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}

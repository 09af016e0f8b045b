using Actors.Contracts;

namespace Actors.Postgres.Tasks;

/// <summary>Where the row and the log of a task are, from the key of its grain.</summary>
internal readonly record struct TaskKey(string Tenant, string Owner, string Id)
{
    public static TaskKey Of(string grainKey) => new(GrainKeys.TenantOf(grainKey), GrainKeys.OwnerOf(grainKey), GrainKeys.IdOf(grainKey));

    public string Stream => $"a2a/{Owner}/{Id}";
}

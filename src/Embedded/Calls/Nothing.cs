namespace Actors.Embedded;

/// <summary>The result of a method that has none.</summary>
internal readonly record struct Nothing
{
    public static readonly Task<Nothing> Done = Task.FromResult(default(Nothing));

    public static Task<Nothing> When(Task task) => task.IsCompletedSuccessfully ? Done : After(task);

    private static async Task<Nothing> After(Task task)
    {
        await task;
        return default;
    }
}

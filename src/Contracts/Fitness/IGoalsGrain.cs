using Actors.Contracts.Tools;

namespace Actors.Contracts.Fitness;

/// <summary>One user's goals and the progress towards them. Key: <see cref="GrainKeys.User"/>.</summary>
[ToolSet(ToolKey.User), Alias("goals")]
public interface IGoalsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sets a goal: how much of what, and by when. An open goal of the same type is replaced and kept as replaced.
    /// Record progress with track_progress.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>, or <see cref="ErrorCodes.LimitReached"/> at 200 goals.</exception>
    [Tool("set_goal", Title = "Set a goal", Scope = Scopes.FitnessWrite, Route = "POST /api/goals"), Alias("set")]
    Task<GoalChange> Set(SetGoal request, CancellationToken cancellation);

    /// <summary>Lists goals, the newest first, each with where it stands, its pace and its latest progress entries.</summary>
    [Tool("list_goals", Title = "List goals", Scope = Scopes.FitnessRead, Route = "GET /api/goals", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("list")]
    Task<GoalList> List(ListGoals request, CancellationToken cancellation);

    /// <summary>Changes a goal: its title, target, unit, deadline, or whether it is still pursued. What is left out stays as it is.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.InvalidArgument"/> or <see cref="ErrorCodes.Conflict"/>.</exception>
    [Tool("update_goal", Title = "Update a goal", Scope = Scopes.FitnessWrite, Route = "PATCH /api/goals/{goalId}", Destructive = true, Idempotent = true), Alias("update")]
    Task<GoalChange> Update(UpdateGoal request, CancellationToken cancellation);

    /// <summary>Deletes a goal and all its progress for good. To give a goal up but keep its history, update its status to abandoned.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("delete_goal", Title = "Delete a goal", Scope = Scopes.FitnessWrite, Route = "DELETE /api/goals/{goalId}", Destructive = true), Alias("delete")]
    Task<GoalChange> Delete(DeleteGoal request, CancellationToken cancellation);

    /// <summary>
    /// Records progress towards an open goal, named by goalId or by type. The value adds to what was done for a goal
    /// measured by its total, and is the new reading for one measured by its latest value.
    /// </summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.InvalidArgument"/>, or <see cref="ErrorCodes.LimitReached"/> at 1,000 entries of a goal or 5,000 in all.
    /// </exception>
    [Tool("track_progress", Title = "Track progress", Scope = Scopes.FitnessWrite, Route = "POST /api/progress"), Alias("track")]
    Task<GoalChange> Track(TrackProgress request, CancellationToken cancellation);
}

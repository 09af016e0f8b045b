using Actors.Contracts.Content;
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
    [Resource("actors://goals", Name = "goals", Title = "Your goals"), View("ui://actors/goals", Page = "goals.html", Title = "Your goals"), ReadOnly, Alias("list")]
    Task<GoalList> List(ListGoals request, CancellationToken cancellation);

    /// <summary>Reads one goal: where it stands, its pace and its latest progress entries.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("get_goal", Title = "Get a goal", Scope = Scopes.FitnessRead, Route = "GET /api/goals/{goalId}", ReadOnly = true, Idempotent = true)]
    [Resource("actors://goals/{goalId}", Name = "goal", Title = "One goal"), ReadOnly, Alias("get")]
    Task<Goal> Get(GetGoal request, CancellationToken cancellation);

    /// <summary>The addresses of the goals, the newest first.</summary>
    [ResourceList("goal", Scope = Scopes.FitnessRead), ReadOnly, Alias("addresses")]
    Task<ResourceEntries> Addresses(CancellationToken cancellation);

    /// <summary>Look at the goals together: what goes well, what lags behind, and what to do next.</summary>
    [Prompt("review_goals", Title = "Review my goals", Scope = Scopes.FitnessRead), ReadOnly, Alias("review")]
    Task<PromptMessages> Review(ReviewGoals request, CancellationToken cancellation);

    /// <summary>Turn a wish into a goal that can be measured, and set it.</summary>
    [Prompt("plan_goal", Title = "Plan a goal", Scope = Scopes.FitnessRead), ReadOnly, Alias("plan")]
    Task<PromptMessages> Plan(PlanGoal request, CancellationToken cancellation);

    /// <summary>The goal ids that begin as what was typed, or whose title or type does.</summary>
    [Completion("goalId", Scope = Scopes.FitnessRead), ReadOnly, Alias("complete_goal_id")]
    Task<Completions> CompleteGoalId(CompletionRequest request, CancellationToken cancellation);

    /// <summary>The types of goals, among those there are, that begin as what was typed.</summary>
    [Completion("type", Scope = Scopes.FitnessRead), ReadOnly, Alias("complete_type")]
    Task<Completions> CompleteType(CompletionRequest request, CancellationToken cancellation);

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

using System.Collections.Immutable;
using Actors.Contracts.Fitness;
using Actors.Grains.Fitness;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.Fitness;

/// <summary>Where a goal stands follows from what was said of it, alike upwards and downwards.</summary>
public sealed class GoalMathTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 10, 0, 0)]
    [InlineData(0, 10, 2.5, 25)]
    [InlineData(0, 10, 9.9999, 99.9)]
    [InlineData(0, 10, 10, 100)]
    [InlineData(0, 10, 12, 100)]
    [InlineData(0, 10, -3, 0)]
    [InlineData(90, 80, 85, 50)]
    [InlineData(90, 80, 79, 100)]
    [InlineData(90, 80, 95, 0)]
    public void The_percentage_is_the_part_of_the_way_that_is_done(double start, double target, double latest, double percentage) =>
        Assert.Equal(percentage, GoalMath.Percentage(Goal(start, target, GoalMeasure.Latest, latest)));

    [Theory]
    [InlineData(1, 0, PaceVerdict.OnTrack)]
    [InlineData(5, 40, PaceVerdict.OnTrack)]
    [InlineData(5, 60, PaceVerdict.Ahead)]
    [InlineData(5, 20, PaceVerdict.Behind)]
    [InlineData(11, 20, PaceVerdict.Missed)]
    [InlineData(5, 100, PaceVerdict.Done)]
    public void The_pace_is_held_against_an_even_one_until_the_deadline(int day, double value, PaceVerdict verdict)
    {
        var goal = Goal(0, 100, GoalMeasure.Total, value) with { Deadline = new DateOnly(2026, 1, 10) };
        Assert.Equal(verdict, GoalMath.Pace(goal, Begin.AddDays(day - 1)).Verdict);
    }

    [Fact]
    public void The_pace_tells_what_is_needed_and_where_it_leads()
    {
        var goal = Goal(0, 100, GoalMeasure.Total, 20) with { Deadline = new DateOnly(2026, 1, 10) };
        var pace = GoalMath.Pace(goal, Begin.AddDays(1));
        Assert.Equal(10, pace.PerDay);
        Assert.Equal(80 / 9.0, pace.RequiredPerDay!.Value, 0.001);
        Assert.Equal(new DateOnly(2026, 1, 10), pace.ProjectedCompletion);
    }

    [Fact]
    public void A_clock_that_was_set_back_still_gives_numbers() =>
        Assert.True(double.IsFinite(GoalMath.Pace(Goal(0, 10, GoalMeasure.Total, 5), Begin.AddDays(-3)).PerDay));

    [Fact]
    public void A_total_does_not_depend_on_the_order_of_its_entries() => Prop.ForAll(Numbers.ToArbitrary(), numbers =>
        GoalMath.Current(Goal(0, 10, GoalMeasure.Total, numbers)) == GoalMath.Current(Goal(0, 10, GoalMeasure.Total, [.. numbers.Reverse()])))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void More_progress_never_lowers_the_percentage_and_only_the_target_makes_it_100() => Prop.ForAll(Numbers.ToArbitrary(), numbers =>
    {
        var percentages = numbers.Order().Select(n => (Value: n, Percentage: GoalMath.Percentage(Goal(0, 50, GoalMeasure.Latest, n)))).ToArray();
        return percentages.Zip(percentages.Skip(1)).All(pair => pair.First.Percentage <= pair.Second.Percentage)
            && percentages.All(p => (p.Percentage == 100) == (p.Value >= 50));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Downwards_is_upwards_in_a_mirror() => Prop.ForAll(Numbers.ToArbitrary(), numbers =>
        GoalMath.Percentage(Goal(0, 50, GoalMeasure.Total, numbers)) == GoalMath.Percentage(Goal(0, -50, GoalMeasure.Total, [.. numbers.Select(n => -n)])))
        .QuickCheckThrowOnFailure();

    private static Gen<double[]> Numbers => Gen.Choose(-1000, 1000).Select(n => n / 7.0).ArrayOf();

    private static StoredGoal Goal(double start, double target, GoalMeasure measure, params double[] values) => new()
    {
        Id = "g_test", Type = "test", Start = start, Target = target, Unit = "units", Measure = measure, Status = GoalStatus.Open, CreatedAt = Begin,
        Entries = [.. values.Select((value, i) => new ProgressEntry { At = Begin.AddMinutes(i), Value = value })],
    };
}

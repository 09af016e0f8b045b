namespace Actors.Architecture.Tests.Versions;

/// <summary>Two versions run side by side in every upgrade (docs/compatibility.md): what they share is written down, and changes only so that both can read it.</summary>
public sealed class Goldens
{
    [Fact]
    public void Contracts_change_only_so_that_the_version_before_can_run_beside() => ContractShape.Current.MustBe("Contracts.golden.txt");

    [Fact]
    public void States_change_only_so_that_the_version_before_can_read_them() => StateShape.Current.MustBe("States.golden.txt");

    [Fact]
    public void The_files_say_of_every_contract_and_state_that_there_is()
    {
        Assert.Equal("(goals.SetGoal) -> goals.GoalChange", ContractShape.Current["grain goals/set"]);
        Assert.Equal("Deadline, DateOnly?, optional", ContractShape.Current["message goals.SetGoal/5"]);
        Assert.Equal("DateTimeOffset, required", StateShape.Current["state goals/goals/entries/at"]);
        Assert.Equal("value", StateShape.Current["state user/profile/status/=suspended"]);
    }
}

namespace Actors.Architecture.Tests.Versions;

/// <summary>Which changes are refused while two versions run side by side, and with what advice.</summary>
public sealed class CompatibilityTests
{
    private const string Before = """
        enum box.Colour: int
        enum box.Colour/0: Red
        enum box.Colour/1: Green, obsolete
        grain box: box
        grain box/open: (box.Open) -> box.Box?
        grain box/shake: () -> nothing, obsolete
        message box.Open: record
        message box.Open/0: Key, string, required
        message box.Open/1: Note, string?, optional
        message box.Open/2: reserved
        message box.Shake: record, obsolete
        message box.Shake/0: Times, int, required
        state box: object
        state box/lid: object, optional
        state box/lid/colour: enum, required
        state box/lid/colour/=red: value
        state box/lid/weight: double, required

        """;

    [Theory]
    [InlineData("grain box/open: (box.Open) -> box.Box?", "", "gone")]
    [InlineData("grain box/open:", "grain box/unlock:", "grain box/open ((box.Open) -> box.Box?) is gone, but the version before still uses it.")]
    [InlineData("-> box.Box?", "-> box.Box", "Leave it as it was, and put what is new beside it.")]
    [InlineData("grain box: box", "grain box: container", "was \"box\" and is \"container\"")]
    [InlineData("message box.Open: record", "message box.OpenBox: record", "message box.Open (record) is gone")]
    [InlineData("Key, string", "Key, int", "was \"Key, string, required\" and is \"Key, int, required\"")]
    [InlineData("Key, string", "Name, string", "Leave it as it was")]
    [InlineData("Key, string, required", "Key, string, optional", "Leave it as it was")]
    [InlineData("message box.Open/0: Key, string, required\n", "", "to retire it, let it be [Obsolete] for one release")]
    [InlineData("message box.Open/2: reserved", "message box.Open/2: Speed, int, optional", "Take a name or number that was never used.")]
    [InlineData("message box.Open/2: reserved", "message box.Open/3: Speed, int, required", "Make it nullable or give it a default.")]
    [InlineData("enum box.Colour/0: Red", "enum box.Colour/0: Blue", "was \"Red\" and is \"Blue\"")]
    [InlineData("enum box.Colour/0: Red\n", "", "gone")]
    [InlineData("state box/lid/weight: double", "state box/lid/weight: string", "Leave it as it was")]
    [InlineData("state box/lid/weight: double, required\n", "", "rows that have it live on")]
    [InlineData("state box/lid/colour/=red: value\n", "", "rows that have it live on")]
    [InlineData("state box/lid/weight: double, required", "state box/lid/weight: double, required\nstate box/lid/size: double, required", "does not write it")]
    public void A_change_that_the_version_before_would_not_understand_is_refused(string what, string becomes, string advice) =>
        Assert.Contains(Breaches(what, becomes), breach => breach.Contains(advice));

    [Theory]
    [InlineData("grain box: box", "grain box: box\ngrain box/close: () -> nothing")]
    [InlineData("grain box/shake: () -> nothing, obsolete\n", "")]
    [InlineData("-> box.Box?", "-> box.Box?, obsolete")]
    [InlineData("message box.Open/1: Note, string?, optional\n", "")]
    [InlineData("message box.Open/2: reserved", "message box.Open/3: Speed, int, optional")]
    [InlineData("message box.Shake: record, obsolete\nmessage box.Shake/0: Times, int, required\n", "")]
    [InlineData("message box.Shake: record", "message box.Turn: record\nmessage box.Turn/0: Angle, double, required\nmessage box.Shake: record")]
    [InlineData("enum box.Colour/1: Green, obsolete", "enum box.Colour/2: Blue")]
    [InlineData("state box: object", "state box: object\nstate box/content: object, optional\nstate box/content/name: string, required")]
    [InlineData("state box/lid: object, optional\nstate box/lid/colour: enum, required\nstate box/lid/colour/=red: value\nstate box/lid/weight: double, required\n", "")]
    public void A_change_that_both_versions_understand_is_accepted(string what, string becomes) => Assert.Empty(Breaches(what, becomes));

    [Fact]
    public void What_is_gone_stays_reserved()
    {
        var after = Parse(Before.Replace("message box.Open/1: Note, string?, optional\n", ""));

        Assert.Equal(Before.Replace("Note, string?, optional", "reserved"), string.Concat(after.Reserving(Parse(Before)).Lines().Select(line => line + "\n")));
    }

    private static string[] Breaches(string what, string becomes)
    {
        Assert.Contains(what, Before);
        return [.. Compatibility.Breaches(Parse(Before), Parse(Before.Replace(what, becomes).Replace("message box.Open/2: reserved\n", "")))];
    }

    private static Shape Parse(string text) => Shape.Parse(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}

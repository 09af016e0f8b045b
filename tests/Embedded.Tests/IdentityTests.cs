namespace Actors.Embedded.Tests;

public sealed class IdentityTests
{
    [Fact]
    public void A_grain_id_is_written_and_read_as_type_and_key()
    {
        var id = GrainId.Create("goals", "acme/ada");

        Assert.Equal("goals/acme/ada", id.ToString());
        Assert.Equal(id, GrainId.Parse("goals/acme/ada"));
        Assert.Equal("acme/ada", id.Key.ToString());
        Assert.NotEqual(id, GrainId.Create("goals", "acme/bob"));
        Assert.False(GrainId.TryParse("goals", out _));
    }

    [Theory]
    [InlineData("", 0x055DCC02)]
    [InlineData("a", 0x56740D55)]
    [InlineData("abc", 0xFF53D132)]
    [InlineData("Nobody inspects the spammish repetition", 0x2F3B29E2)]
    public void Ids_hash_as_in_Orleans(string text, uint hash) => Assert.Equal(hash, IdSpan.Create(text).GetUniformHashCode());
}

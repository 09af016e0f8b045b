using System.Text.Json.Nodes;

namespace Actors.Architecture.Tests.Versions;

/// <summary>When old bytes count as read: everything that is still known must come back as it was written.</summary>
public sealed class PayloadTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    [InlineData("""{"a":1}""", """{}""", false)]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""", true)]
    [InlineData("""{"a":1,"gone":2}""", """{"a":1}""", true)]
    [InlineData("""{"c":[{"d":"x"},{"d":"y"}]}""", """{"c":[{"d":"x"},{"d":"y"}]}""", true)]
    [InlineData("""{"c":[{"d":"x"},{"d":"y"}]}""", """{"c":[{"d":"x"},{"d":"z"}]}""", false)]
    [InlineData("""{"c":[{"d":"x"}]}""", """{"c":[]}""", false)]
    public void Old_bytes_are_read_when_all_that_is_still_known_comes_back(string written, string read, bool agree) =>
        Assert.Equal(agree, Payloads.Agree(JsonNode.Parse(written), JsonNode.Parse(read), JsonNode.Parse("""{"a":0,"b":0,"c":[{"d":"e"}]}""")));
}

using Actors.Gateway.Errors;
using Actors.TestKit;

namespace Actors.Gateway.Tests.Rest;

public sealed class LogLimitTests
{
    [Fact]
    public void A_flood_of_failures_is_so_many_lines_a_second_and_a_count()
    {
        var time = new ManualTime();
        var limit = new LogLimit(3, time);
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => limit.Admits(out var _)).ToArray());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((true, 2), (limit.Admits(out var leftOut), leftOut));
        Assert.Equal((true, 0), (limit.Admits(out leftOut), leftOut));
    }
}

using Actors.Gateway.Authentication;

namespace Actors.Gateway.Tests.Authentication;

public sealed class BoundedCacheTests
{
    [Fact]
    public void It_keeps_what_is_used_and_never_more_than_its_capacity()
    {
        var cache = new BoundedCache<int, int>(100);
        for (var i = 0; i < 10_000; i++)
        {
            cache.GetOrAdd(i, i);
            Assert.True(cache.TryGet(0, out var used) && used == 0);
        }

        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => cache.TryGet(i, out _)), 1, 100);
        Assert.Equal(7, cache.GetOrAdd(7, 7));
        Assert.Equal(7, cache.GetOrAdd(7, 8));
    }
}

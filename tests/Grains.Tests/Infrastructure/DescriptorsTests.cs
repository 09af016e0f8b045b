using Actors.Silo.Hosting;

namespace Actors.Grains.Tests.Infrastructure;

public sealed class DescriptorsTests
{
    [Theory]
    [InlineData("Max open files            20480                524288               files", 19968L)]
    [InlineData("Max open files            600                  600                  files", 300L)]
    [InlineData("Max open files            unlimited            unlimited            files", null)]
    [InlineData("Max processes             600                  600                  processes", null)]
    [InlineData(null, null)]
    public void Connections_get_most_of_the_descriptors_and_are_not_limited_where_no_limit_is_told(string? line, long? connections)
    {
        var limits = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (line is not null) File.WriteAllText(limits, $"Limit                     Soft Limit           Hard Limit           Units\n{line}\n");
        Assert.Equal(connections, Descriptors.ForConnections(limits));
        File.Delete(limits);
    }
}

using System.Reflection;
using Actors.Grains.Infrastructure;

namespace Actors.Architecture.Tests;

/// <summary>A stored row is known by state name and key alone, so two grain classes must never share a state name.</summary>
public sealed class StateNames
{
    [Fact]
    public void Each_state_name_belongs_to_one_grain_class()
    {
        var names = typeof(AuthorityFilter).Assembly.GetTypes()
            .SelectMany(t => t.GetConstructors()).SelectMany(c => c.GetParameters())
            .Select(p => p.GetCustomAttribute<PersistentStateAttribute>()?.StateName).Where(n => n is not null).ToArray();
        Assert.NotEmpty(names);
        Assert.Distinct(names);
    }
}

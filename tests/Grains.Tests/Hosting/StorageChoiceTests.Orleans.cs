using Actors.Silo.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Actors.Grains.Tests.Hosting;

/// <summary>Which grain storage a silo is told to use.</summary>
public sealed class StorageChoiceTests
{
    [Fact]
    public void A_storage_that_there_is_not_is_refused_with_those_that_there_are()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/none";
        builder.Configuration["Actors:Cluster:Storage"] = "Redis";

        var refusal = Assert.Throws<InvalidOperationException>(builder.AddDatabase);

        Assert.Equal("Actors:Cluster:Storage must be Postgres or AdoNet, not \"Redis\".", refusal.Message);
    }
}

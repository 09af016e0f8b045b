using Actors.Postgres.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Actors.Postgres;

public static partial class PostgresServices
{
    /// <summary>Adds <see cref="AdoNetStorage"/>. It needs what <see cref="AddPostgres"/> adds, and a silo's lifecycle to start it.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="databaseUrl">See <see cref="DatabaseUrl"/>.</param>
    public static IServiceCollection AddAdoNetStorage(this IServiceCollection services, string databaseUrl) => services
        .AddSingleton(provider => new AdoNetStorage(provider.GetRequiredKeyedService<IGrainStorage>(nameof(AdoNetStorage))))
        .AddAdoNetGrainStorage(nameof(AdoNetStorage), options => options.Configure<GrainStateJson>((storage, json) =>
        {
            storage.Invariant = "Npgsql";
            storage.ConnectionString = Defaults(DatabaseUrl.Parse(databaseUrl)).ConnectionString;
            storage.GrainStorageSerializer = new GrainStateSerializer(json);
        }));
}

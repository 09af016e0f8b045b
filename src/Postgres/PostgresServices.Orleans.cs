using Actors.Postgres.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Actors.Postgres;

public static partial class PostgresServices
{
    /// <summary>
    /// Adds the storage provider that comes with Orleans, on the rows and with the bytes of <see cref="PostgresGrainStorage"/>:
    /// either reads what the other wrote. It needs what <see cref="AddPostgres"/> adds, and a silo's lifecycle to start it.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">The key of the <see cref="IGrainStorage"/>.</param>
    /// <param name="databaseUrl">See <see cref="DatabaseUrl"/>.</param>
    public static IServiceCollection AddAdoNetStorage(this IServiceCollection services, string name, string databaseUrl) =>
        services.AddAdoNetGrainStorage(name, options => options.Configure<GrainStateJson>((storage, json) =>
        {
            storage.Invariant = "Npgsql";
            storage.ConnectionString = Defaults(DatabaseUrl.Parse(databaseUrl)).ConnectionString;
            storage.GrainStorageSerializer = new GrainStateSerializer(json);
        }));
}

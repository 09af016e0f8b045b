using Actors.Postgres;
using Actors.Postgres.Storage;

namespace Actors.Silo.Hosting;

/// <summary>The one thing the backend needs from outside: a Postgres database.</summary>
internal static partial class Database
{
    /// <summary>Connects to what <c>DATABASE_URL</c> names, and words its failures for callers.</summary>
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddPostgres(builder.DatabaseUrl());
        builder.Services.AddDefaultStorage<PostgresGrainStorage>();
        ChooseStorage(builder);
    }

    /// <summary>What <c>DATABASE_URL</c> says.</summary>
    public static string DatabaseUrl(this WebApplicationBuilder builder) =>
        builder.Configuration["DATABASE_URL"] is { Length: > 0 } url
            ? url
            : throw new InvalidOperationException(
                "DATABASE_URL is not set. Give it a Postgres database, such as postgres://user:password@host:5432/actors; ./run starts one by itself.");

    /// <summary>Makes this the storage of every state that names none, and words its failures for callers.</summary>
    public static void AddDefaultStorage<T>(this IServiceCollection services) where T : IGrainStorage =>
        services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => new ActorErrorStorage(provider.GetRequiredService<T>()));

    /// <summary>What only one of the runtimes lets choose.</summary>
    static partial void ChooseStorage(WebApplicationBuilder builder);
}

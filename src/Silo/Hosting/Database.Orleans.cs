using Actors.Postgres;
using Actors.Postgres.Storage;

namespace Actors.Silo.Hosting;

internal static partial class Database
{
    /// <summary><c>Actors:Cluster:Storage</c> is <c>Postgres</c>, our storage, or <c>AdoNet</c>, that of Orleans on the same rows.</summary>
    static partial void ChooseStorage(WebApplicationBuilder builder)
    {
        const string Setting = "Actors:Cluster:Storage";
        switch (builder.Configuration[Setting])
        {
            case null or "" or "Postgres":
                break;
            case "AdoNet":
                builder.Services.AddAdoNetStorage(builder.DatabaseUrl());
                builder.Services.AddDefaultStorage<AdoNetStorage>();
                break;
            case var other:
                throw new InvalidOperationException($"{Setting} must be Postgres or AdoNet, not \"{other}\".");
        }
    }
}

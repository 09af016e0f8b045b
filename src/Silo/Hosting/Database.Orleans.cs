using Actors.Postgres;

namespace Actors.Silo.Hosting;

internal static partial class Database
{
    private const string Setting = "Actors:Cluster:Storage", AdoNet = "AdoNet";

    /// <summary><c>Actors:Cluster:Storage</c> is <c>Postgres</c>, our storage, or <c>AdoNet</c>, that of Orleans on the same rows.</summary>
    static partial void ChooseStorage(WebApplicationBuilder builder, string databaseUrl)
    {
        switch (builder.Configuration[Setting])
        {
            case null or "" or "Postgres":
                break;
            case AdoNet:
                builder.Services.AddAdoNetStorage(AdoNet, databaseUrl);
                builder.Services.AddDefaultStorage(services => services.GetRequiredKeyedService<IGrainStorage>(AdoNet));
                break;
            case var other:
                throw new InvalidOperationException($"{Setting} must be Postgres or {AdoNet}, not \"{other}\".");
        }
    }
}

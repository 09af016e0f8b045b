namespace Actors.Silo.Demo;

/// <summary>Switches the demo tenant on: only where <c>Actors:DemoFile</c> says where its credentials go, and only in development.</summary>
internal static class DemoExtensions
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Actors:DemoFile"] is not { Length: > 0 } file)
            return;
        if (!builder.Environment.IsDevelopment())
            throw new InvalidOperationException(
                "Actors:DemoFile makes a tenant whose password lies in a file; it is for ASPNETCORE_ENVIRONMENT=Development only. Remove the setting.");
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<DemoTenant>(
            services, Path.GetFullPath(file), builder.Configuration.GetValue("Actors:DemoPeople", 0)));
    }
}

using Actors.Gateway;
using Actors.Silo.Demo;
using Actors.Silo.Hosting;
using Actors.Silo.Operations;

try
{
    var builder = WebApplication.CreateSlimBuilder(args);

    builder.AddSettings();
    builder.AddStructuredLogs();
    var servesClients = builder.AddActorRuntime().HasFlag(HostRole.Gateway);
    builder.Services.AddHostedService<UpkeepAtStart>();
    if (servesClients)
    {
        builder.Services.AddGateway(builder.Configuration);
        builder.AddFirstOperator();
        builder.AddDemo();
    }

    var app = builder.Build();

    app.MapOperations();
    if (servesClients)
    {
        app.MapGateway();
        app.UseActorRuntime();
    }

    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartFailure.Is(failure))
{
    StartFailure.Report(failure);
    return 1;
}

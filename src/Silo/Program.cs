using Actors.Gateway;
using Actors.Grains.Infrastructure;
using Actors.Silo.Demo;
using Actors.Silo.Hosting;
using Actors.Silo.Operations;

try
{
    var builder = WebApplication.CreateSlimBuilder(args);

    builder.AddSettings();
    builder.AddStructuredLogs();
    builder.AddDatabase();
    builder.Services.AddGrainServices(builder.Configuration);
    builder.AddActorRuntime();
    builder.AddDemo();
    builder.Services.AddGateway(builder.Configuration);

    var app = builder.Build();

    app.MapOperations();
    app.MapGateway();

    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartFailure.Is(failure))
{
    StartFailure.Report(failure);
    return 1;
}

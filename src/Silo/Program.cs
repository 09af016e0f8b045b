using Actors.Gateway;
using Actors.Silo.Demo;
using Actors.Silo.Hosting;
using Actors.Silo.Operations;
using Actors.Silo.Stdio;

if (args is ["--help" or "-h", ..] or ["mcp", "--help" or "-h", ..])
{
    Console.WriteLine(UsageException.Usage);
    return 0;
}

try
{
    var stdio = StdioCommand.Asked(args);
    if (stdio is { Url: not null })
    {
        await stdio.Run();
        return 0;
    }

    var builder = WebApplication.CreateSlimBuilder(stdio?.ServerArguments ?? args);

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

    await (stdio is null ? app.RunAsync() : stdio.Run(app));
    return 0;
}
catch (UsageException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return UsageException.ExitCode;
}
catch (Exception failure) when (StartFailure.Is(failure))
{
    StartFailure.Report(failure);
    return 1;
}

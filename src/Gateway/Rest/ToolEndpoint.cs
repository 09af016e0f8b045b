using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Admission;
using Actors.Gateway.Authentication;
using Actors.Gateway.Errors;
using Actors.Gateway.Rest.Archives;
using Actors.Gateway.Tools;
using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>Serves every tool at its route: arguments from path, query and body, the result as JSON.</summary>
internal sealed class ToolEndpoint(ToolCatalog catalog, ErrorHandler errors, IAdmission admission, Questions questions, ArchiveDownload download, ArchiveUpload upload, PublicAddress address)
{
    public const string Resource = "/api";

    private readonly RouteTable routes = new(catalog.Tools);

    public async Task Handle(HttpContext context)
    {
        if (routes.Find(context.Request.Path.Value!) is not { } match)
        {
            await Refuse(context, ErrorCodes.NotFound, $"There is nothing at {context.Request.Path}. {address.Base}{OpenApiEndpoint.Path} lists what there is.");
        }
        else if (match.For(context.Request.Method) is not { } tool)
        {
            context.Response.Headers.Allow = match.Allow;
            await Refuse(context, ErrorKind.MethodNotAllowed, Wording.NotAllowed(context));
        }
        else if (context.Caller().Lacks(tool.Declared.Scope))
        {
            await admission.Refused(context, tool.Name, ErrorCodes.InsufficientScope);
            await Challenge.InsufficientScope(context, Resource, tool.Declared.Scope);
        }
        else
        {
            await Run(context, tool, match.Values);
        }
    }

    /// <summary>Says which methods a path takes. Needs no caller: the documentation says as much.</summary>
    public Task Options(HttpContext context)
    {
        if (routes.Find(context.Request.Path.Value!) is not { } match)
            return Refuse(context, ErrorCodes.NotFound, $"There is nothing at {context.Request.Path}.");
        context.Response.Headers.Allow = match.Allow;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task Run(HttpContext context, Tool tool, IReadOnlyList<string> path)
    {
        var (sends, brings) = (tool.Declared.Archive && HttpMethods.IsGet(tool.Route.Method), tool.Declared.Archive && ArchiveUpload.Is(context.Request));
        var body = sends || brings ? ToolArguments.OfPath(context.Request, tool, path) : await ToolArguments.Read(context.Request, tool, path);
        using var turn = await admission.Admit(context, tool.Name, tool.Streams || tool.Declared.Archive);
        var caller = context.Caller().Once(context.Request.Headers[IdempotencyKey.Header]);
        var round = await questions.Begin(caller, tool, body, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        if (tool.Streams && EventStream.IsWanted(context.Request))
        {
            await EventStream.Send(context, questions.RunInSteps(caller, tool, round, context.RequestAborted), errors);
            return;
        }
        var result = await questions.Run(caller, tool, round, context.RequestAborted);
        if (sends)
        {
            await download.Send(context, result);
            return;
        }
        if (brings) result = await upload.Take(context, result);
        if (tool.Declared.Lines is { } member)
        {
            await JsonLines.Send(context, tool, member, result);
            return;
        }
        BodyRoom.HoldAnswer(context, 2L * result.Length);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = result.Length;
        await context.Response.Body.WriteAsync(result, context.RequestAborted);
    }

    private static Task Refuse(HttpContext context, string code, string message) =>
        new Problem(new ActorError { Code = code, Message = message }).ExecuteAsync(context);
}

using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Tenancy;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>
/// Where a person lets in a device that has no browser (RFC 8628 §3.3): they type the code it shows, read what it asks for, and
/// decide. A link may bring the code along, but never saves the typing's click: who sends such links is often no friend (§5.4).
/// </summary>
internal sealed class DevicePage(IGrainFactory grains, ClientDirectory clients, Approvals approvals, BrowserSessions sessions)
{
    public const string Path = "/device";
    private const string Purpose = "device";

    public async Task<IResult> Get(HttpContext context)
    {
        var typed = context.Request.Query["user_code"].ToString();
        return await sessions.Current(context) is null ? SignInPage.Then(Path + context.Request.QueryString.ToUriComponent()) : AskCode(context, typed);
    }

    public async Task<IResult> Post(HttpContext context)
    {
        if (await sessions.Current(context) is not { } session) return SignInPage.Then(Path);
        if (await FormReader.Read(context.Request) is not { } form) return AskCode(context, "");
        var typed = form["user_code"].ToString();
        if (!sessions.IsGenuine(context, form, Purpose)) return AskCode(context, typed, "The page was out of date. Please try again.");
        if (!await grains.GetGrain<IApplicationsGrain>(session.User.Key()).MayTryCode(context.RequestAborted))
            return AskCode(context, "", "That were many codes. Wait ten minutes, then try again.", StatusCodes.Status429TooManyRequests);
        if (await Find(typed, context) is not { } found || Approvals.IsForeign(found.Client, session))
            return AskCode(context, typed, "No device is waiting with this code. Compare it with what the device shows, or have it show another.");
        return form["decision"] is [{ } decision] ? await Decide(found, decision == "allow", session, context) : await Show(found, session, context);
    }

    private async Task<Waiting?> Find(string typed, HttpContext context)
    {
        if (!UserCodes.TryRead(typed, out var code)) return null;
        if (await grains.GetGrain<IUserCodeGrain>(UserCodes.Key(code)).Device(context.RequestAborted) is not { } key) return null;
        var device = grains.GetGrain<IDeviceCodeGrain>(key);
        if (await device.Pending(context.RequestAborted) is not { } request) return null;
        return (await clients.Find(request.Client, context.RequestAborted)).Client is { } client ? new(code, device, request, client) : null;
    }

    private async Task<IResult> Decide(Waiting found, bool allow, BrowserSession session, HttpContext context)
    {
        var scopes = allow ? Approvals.Grantable(found.Request.Scopes, await approvals.Person(session, context)) : [];
        if (!await found.Device.Decide(new() { User = session.User, SignedInAt = session.SignedInAt, Scopes = scopes }, context.RequestAborted))
            return AskCode(context, "", "That device waits no longer. Have it show another code.");
        if (scopes is []) return ErrorPage.Show("The device was not let in", "You can close this page.", StatusCodes.Status200OK);
        await grains.GetGrain<IApplicationsGrain>(session.User.Key()).Remember(
            new() { Client = found.Client.Id, Name = found.Client.Name, Scopes = scopes }, context.RequestAborted);
        return new Page("Device connected", Html.Of($"""
            <h1>The device is connected</h1>
            <p>It goes on by itself in a moment; you can close this page.</p>
            <p class="quiet"><a href=".{ApplicationsPage.Path}">Connected applications</a></p>
            """));
    }

    private Page AskCode(HttpContext context, string typed, string? problem = null, int? status = null) => new("Connect a device", Html.Of($"""
        <h1>Connect a device</h1>
        {Page.Alarm(problem)}
        <form method="post" action=".{Path}">
        <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
        <label for="user_code">The code that the device shows</label>
        <input id="user_code" name="user_code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required autofocus value="{typed}">
        <div class="actions"><button class="main" type="submit">Continue</button></div>
        </form>
        <p class="quiet">Only go on if the device is yours and you have just started it.</p>
        """), status ?? (problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest));

    private async Task<Page> Show(Waiting found, BrowserSession session, HttpContext context)
    {
        var user = await approvals.Person(session, context);
        var tenant = await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(session.User.Tenant)).Get(context.RequestAborted);
        var name = found.Client.Name ?? "A program without a name";
        return new Page("Allow access?", Html.Of($"""
            <h1>Allow “{name}” on a device to act for you?</h1>
            <p>It will be able to:</p>
            <ul>{ConsentPage.Meanings(Approvals.Grantable(found.Request.Scopes, user))}</ul>
            <dl class="facts">
            <dt>The device shows</dt>
            <dd><strong>{found.Code}</strong></dd>
            <dt>You are signed in as</dt>
            <dd>{user?.Name} ({user?.Email}), {tenant?.Name} ({session.User.Tenant})</dd>
            <dt>It calls itself</dt>
            <dd>{name}. {ConsentPage.Voucher(found.Client)}</dd>
            </dl>
            <p class="alarm">If somebody sent you this code or a link to this page, they want their device to act as you. Deny it.</p>
            <form method="post" action=".{Path}">
            <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
            <input type="hidden" name="user_code" value="{found.Code}">
            <div class="actions">
            <button type="submit" name="decision" value="deny">Deny</button>
            <button class="main" type="submit" name="decision" value="allow">Allow</button>
            </div>
            </form>
            """));
    }

    private sealed record Waiting(string Code, IDeviceCodeGrain Device, DeviceRequest Request, OAuthClient Client);
}

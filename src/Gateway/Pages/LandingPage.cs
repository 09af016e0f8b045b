using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Pages;

/// <summary>Tells whoever opens the address in a browser what is here and how to connect.</summary>
internal sealed class LandingPage(IGrainFactory grains, BrowserSessions sessions, PublicAddress address)
{
    public async Task<IResult> Get(HttpContext context)
    {
        var session = await sessions.Shown(context);
        var user = session is null ? null : await grains.GetGrain<IUserGrain>(session.User.Key()).Get(context.RequestAborted);
        var who = user is null
            ? Html.Of($"""<a href="./signin">Sign in</a>""")
            : Html.Of($"""Signed in as {user.Name} ({user.Email}). <a href=".{ApplicationsPage.Path}">Connected applications</a>, <a href="./signout">sign out</a>{(session!.User.Tenant == GrainKeys.Platform ? Html.Of($""", <a href=".{ImpersonationPage.Path}">act as somebody</a>""") : default)}""");
        return new Page("Welcome", Html.Of($"""
            <h1>A backend for people and their agents</h1>
            <p>Connect an MCP client to this address; it will bring you back here to sign in and to say what it may do.</p>
            <pre>{address.Base}/mcp</pre>
            <h2>Claude Code</h2>
            <pre>claude mcp add --transport http actors {address.Base}/mcp</pre>
            <h2>Applications</h2>
            <p>The same capabilities over REST: <a href="./docs">documentation</a>, <a href="./openapi/v1.json">OpenAPI</a>.</p>
            <p class="quiet">{who}</p>
            """));
    }
}

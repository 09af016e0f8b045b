using System.Net;
using System.Text.RegularExpressions;

namespace Actors.Gateway.Tests.Pages;

/// <summary>A browser without scripts: it keeps cookies, follows redirects on this server, and fills in forms.</summary>
internal sealed partial class Browser(ActorsApp app) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.BaseUrl };

    /// <summary>Opens an address, up to the first page or the first redirect away from here.</summary>
    public async Task<Visit> Open(string path) => await Follow(new Uri(app.BaseUrl, path), await http.GetAsync(path));

    /// <summary>Sends the page's form with its hidden fields and these.</summary>
    public Task<Visit> Submit(Visit page, params (string Name, string Value)[] fields) => Submit(page, [], fields);

    /// <summary>Sends the page's form with headers of an attacker's choice.</summary>
    public async Task<Visit> Submit(Visit page, (string Name, string Value)[] headers, (string Name, string Value)[] fields)
    {
        var hidden = Hidden().Matches(page.Html).Select(m => (m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)));
        var all = hidden.Where(h => fields.All(f => f.Name != h.Item1)).Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        var action = new Uri(app.BaseUrl, WebUtility.HtmlDecode(Action().Match(page.Html).Groups["action"].Value));
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(all) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await Follow(action, await http.SendAsync(request));
    }

    /// <summary>Signs the demo person in, on whatever sign-in page the address leads to.</summary>
    public async Task<Visit> SignIn(string path = "/signin") => await SignIn(await Open(path));

    public Task<Visit> SignIn(Visit page) =>
        Submit(page, ("email", app.Demo.GetProperty("email").GetString()!), ("password", app.Demo.GetProperty("password").GetString()!));

    public void Dispose() => http.Dispose();

    private async Task<Visit> Follow(Uri at, HttpResponseMessage response)
    {
        while (response.StatusCode == HttpStatusCode.SeeOther)
        {
            at = new Uri(app.BaseUrl, response.Headers.Location!);
            if (at.Authority != app.BaseUrl.Authority) break;
            response = await http.GetAsync(at);
        }

        return new Visit(at, response, await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">")]
    private static partial Regex Hidden();

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]*)\">")]
    private static partial Regex Action();
}

/// <summary>Where a browser has come to: a page of this server, or an address elsewhere that it was sent to.</summary>
internal sealed record Visit(Uri At, HttpResponseMessage Response, string Html)
{
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>The value of a parameter of the address, or null.</summary>
    public string? Query(string name) => System.Web.HttpUtility.ParseQueryString(At.Query)[name];
}

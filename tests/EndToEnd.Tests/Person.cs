using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests;

/// <summary>A person at a real browser: Debian's Chromium.</summary>
public sealed class Person : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Follows a client's authorization URL: signs in, reads the consent page, allows it, and lands at the client's redirect.</summary>
    /// <returns>The text of the consent page.</returns>
    internal async Task<string> SignInAndConsent(string authorizationUrl, Credentials credentials)
    {
        await using var context = await browser!.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(authorizationUrl);
        await page.GetByLabel("E-mail").FillAsync(credentials.Email);
        await page.GetByLabel("Password").FillAsync(credentials.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        var allow = page.GetByRole(AriaRole.Button, new() { Name = "Allow" });
        await allow.WaitForAsync();
        var consent = await page.Locator("main").InnerTextAsync();
        // The client may be done, and gone, before its page has loaded.
        await page.RunAndWaitForResponseAsync(() => allow.ClickAsync(), answer => answer.Url.Contains("/callback?", StringComparison.Ordinal));
        return consent;
    }

    /// <summary>Lets in a device that shows a code: signs in, types it, reads who asks for what, and allows it.</summary>
    /// <returns>The text of the page that asked.</returns>
    internal async Task<string> LetDeviceIn(string verificationUrl, string code, Credentials credentials)
    {
        await using var context = await browser!.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(verificationUrl);
        await page.GetByLabel("E-mail").FillAsync(credentials.Email);
        await page.GetByLabel("Password").FillAsync(credentials.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("The code that the device shows").FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
        var allow = page.GetByRole(AriaRole.Button, new() { Name = "Allow" });
        await allow.WaitForAsync();
        var asked = await page.Locator("main").InnerTextAsync();
        await allow.ClickAsync();
        await page.GetByText("The device is connected").WaitForAsync();
        return asked;
    }

    /// <summary>Looks at a page of an app as a host of MCP Apps shows it: in a frame of no origin that may load nothing, and that is handed a tool's result.</summary>
    /// <returns>The text of the page.</returns>
    internal async Task<string> LookAt(string html, string result)
    {
        const string Policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'\">";
        await using var context = await browser!.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<iframe sandbox=\"allow-scripts\"></iframe>");
        await page.EvaluateAsync("""
            ([html, result]) => {
              const frame = document.querySelector('iframe')
              addEventListener('message', ({ source, data }) => {
                if (source !== frame.contentWindow) return
                const say = message => source.postMessage({ jsonrpc: '2.0', ...message }, '*')
                const { protocolVersion } = data.params ?? {}
                if (data.method === 'ui/initialize') say({ id: data.id, result: { protocolVersion, hostInfo: { name: 'host', version: '1' }, hostCapabilities: {}, hostContext: {} } })
                if (data.method === 'ui/notifications/initialized') say({ method: 'ui/notifications/tool-result', params: JSON.parse(result) })
              })
              frame.srcdoc = html
            }
            """, new[] { html.Replace("<meta charset=\"utf-8\">", $"<meta charset=\"utf-8\">{Policy}", StringComparison.Ordinal), result });
        var shown = page.FrameLocator("iframe");
        await shown.GetByRole(AriaRole.Listitem).First.WaitForAsync();
        return await shown.Locator("body").InnerTextAsync();
    }

    /// <summary>Says at the sign-in to have forgotten the password.</summary>
    /// <returns>The text of the answer.</returns>
    internal async Task<string> ForgetPassword(string url, string email)
    {
        await using var context = await browser!.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("is on its way").WaitForAsync();
        return await page.Locator("main").InnerTextAsync();
    }

    /// <summary>Follows a mailed link to a new password.</summary>
    internal async Task ChoosePassword(string url, string password)
    {
        await using var context = await browser!.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        await page.GetByLabel("New password").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).WaitForAsync();
    }

    /// <summary>A browser of the operator's own, signed in.</summary>
    internal async Task<IPage> SignIn(string url, string email, string password)
    {
        var page = await (await browser!.NewContextAsync(new() { JavaScriptEnabled = false })).NewPageAsync();
        await page.GotoAsync(url);
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

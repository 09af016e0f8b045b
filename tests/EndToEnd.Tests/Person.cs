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
        await allow.ClickAsync();
        // The client may be done, and gone, before its page has loaded.
        await page.WaitForURLAsync("**/callback?**", new() { WaitUntil = WaitUntilState.Commit });
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

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

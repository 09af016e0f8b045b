using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Actors.Conformance.Hosting;

/// <summary>Sends the demo person's key with whatever comes without a credential, since the conformance tool has none to send.</summary>
internal static class DemoPerson
{
    public static void UseDemoPerson(this WebApplication app)
    {
        var file = app.Configuration["Actors:DemoFile"]!;
        string? key = null;
        app.Use((http, next) =>
        {
            var headers = http.Request.Headers;
            if (headers.Authorization.Count == 0 && headers["X-Api-Key"].Count == 0 && (key ??= Read(file)) is not null) headers["X-Api-Key"] = key;
            return next(http);
        });
    }

    /// <summary>The demo tenant is made just after the start.</summary>
    private static string? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)).GetProperty("apiKey").GetString() : null;
}

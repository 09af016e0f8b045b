using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Actors.Conformance.Hosting;

/// <summary>Whoever reaches this server is somebody, so nobody but this machine's own people may.</summary>
internal static class Safeguard
{
    /// <exception cref="InvalidOperationException">It would be reached from elsewhere, or is not in development.</exception>
    public static void Demand(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            throw new InvalidOperationException("The conformance server has no sign-in; it runs with ASPNETCORE_ENVIRONMENT=Development only.");
        if (builder.Configuration["PORT"] is not null)
            throw new InvalidOperationException("The conformance server has no sign-in; unset PORT, which would open it to the network, and give --urls.");
        if (builder.Configuration["urls"]!.Split(';').FirstOrDefault(url => !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || !parsed.IsLoopback) is { } open)
            throw new InvalidOperationException($"The conformance server has no sign-in; it listens on loopback only, not on {open}.");
    }
}

using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Actors.Gateway.Pages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.OAuth;

/// <summary>How often one network address may do what costs us most: try passwords and codes, register clients and devices.</summary>
internal static class PerAddressLimits
{
    public const string Registration = "registration", SignIn = "sign-in";

    public static void AddPerAddressLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<GatewayOptions>>((limits, gateway) =>
        {
            limits.AddPolicy(Registration, new PerMinute(gateway.Value.RegistrationsPerMinute, seconds =>
                OAuthError.Of("temporarily_unavailable", $"Too many requests of this kind from this address. Try again in {seconds} seconds.", StatusCodes.Status429TooManyRequests)));
            limits.AddPolicy(SignIn, new PerMinute(gateway.Value.SignInsPerMinute, seconds =>
                ErrorPage.Show("Too many attempts", $"There were too many sign-in attempts from your network. Try again in {seconds} seconds.", StatusCodes.Status429TooManyRequests)));
        });
    }

    private sealed class PerMinute(int permits, Func<string, IResult> refuse) : IRateLimiterPolicy<IPAddress>
    {
        public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            rejected.HttpContext.Response.Headers.RetryAfter = seconds;
            await refuse(seconds).ExecuteAsync(rejected.HttpContext);
        };

        public RateLimitPartition<IPAddress> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
            ClientNetwork.Of(httpContext),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
    }
}

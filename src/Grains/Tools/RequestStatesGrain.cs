using System.Globalization;
using System.Text;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Tools;

/// <inheritdoc cref="IRequestStatesGrain"/>
public sealed class RequestStatesGrain(SecretBox box, TimeProvider time) : Grain, IRequestStatesGrain
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public Task<string> Seal(string request, string content, CancellationToken cancellation)
    {
        var ends = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        return box.Seal(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ends} {content}")), Place(request));
    }

    /// <inheritdoc />
    public async Task<string?> Open(string request, string state, CancellationToken cancellation)
    {
        try
        {
            var text = Encoding.UTF8.GetString(await box.Open(state, Place(request)));
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            var ends = DateTimeOffset.FromUnixTimeSeconds(long.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture));
            return time.GetUtcNow() < ends ? text[(space + 1)..] : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private SecretPlace Place(string request) => SecretPlace.Of(this.GetPrimaryKeyString(), $"request state {request}");
}

using System.Text.Json;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>What a caller gets: a result, or an error with a code. The status is 0 when the gateway did not answer.</summary>
internal sealed record Answer(int Status, JsonElement Body)
{
    public bool IsOk => Status is >= 200 and < 300;

    /// <summary>The error's code.</summary>
    public string? Code => !IsOk && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public override string ToString() => IsOk ? "ok" : $"{Status} {Body}";
}

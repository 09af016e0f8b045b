using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Tools;

/// <summary>Gives a caller the idempotency key that came with a call, from wherever its protocol carries one.</summary>
internal static class CallOnce
{
    /// <summary>The key of an HTTP header.</summary>
    /// <exception cref="ActorException">It is no key, or there are several.</exception>
    public static Caller Once(this Caller caller, StringValues header) =>
        header.Count == 0 ? caller : caller with { IdempotencyKey = IdempotencyKey.Parse(header.Count == 1 ? header[0] : null) };

    /// <summary>The key of a field in MCP's <c>_meta</c>.</summary>
    /// <exception cref="ActorException">It is no key.</exception>
    public static Caller Once(this Caller caller, JsonElement field) =>
        field.ValueKind == JsonValueKind.Undefined ? caller
        : caller with { IdempotencyKey = IdempotencyKey.Parse(field.ValueKind == JsonValueKind.String ? field.GetString() : null) };
}

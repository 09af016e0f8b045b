using System.Diagnostics.CodeAnalysis;
using Actors.Contracts.Identity;

namespace Actors.Gateway.OAuth;

/// <summary>Client ids as this server gives them. Whatever else a request has in their place reaches no grain.</summary>
internal static class ClientId
{
    private const string Prefix = "cl_";

    public static string New() => Prefix + SecretText.NewId();

    public static bool IsOne([NotNullWhen(true)] string? text) =>
        text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) && SecretText.IsId(text.AsSpan(Prefix.Length));
}

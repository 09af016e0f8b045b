using System.Diagnostics.CodeAnalysis;
using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>Client ids as this server gives them. Whatever else a request has in their place reaches no grain.</summary>
public static class ClientIds
{
    private const string Prefix = "cl_";

    /// <summary>A fresh id.</summary>
    public static string New() => Prefix + SecretText.NewId();

    /// <summary>Whether the text has the form of one.</summary>
    public static bool IsOne([NotNullWhen(true)] string? text) =>
        text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) && SecretText.IsId(text.AsSpan(Prefix.Length));
}

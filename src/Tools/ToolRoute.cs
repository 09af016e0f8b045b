namespace Actors.Tools;

/// <summary>An HTTP method and a path template, such as <c>PATCH /api/goals/{goalId}</c>.</summary>
public sealed record ToolRoute(string Method, string Path, IReadOnlyList<string> Parameters)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <exception cref="FormatException">The text is no route.</exception>
    public static ToolRoute Parse(string text)
    {
        if (text.Split(' ') is not [var method, var path] || !Methods.Contains(method) || !path.StartsWith("/api/", StringComparison.Ordinal))
            throw new FormatException($"\"{text}\" is no route; write it like \"PATCH /api/goals/{{goalId}}\".");
        return new(method, path, [.. path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'))]);
    }
}

namespace Actors.Gateway.Pages;

/// <summary>Where to go after sign-in and sign-out: only ever to a page of ours, whatever the address asks for.</summary>
internal static class LocalPath
{
    /// <summary>The path if it leads to this server, else the landing page.</summary>
    public static string Or(string? path)
    {
        var isLocal = path is ['/', ..] and not ['/', '/' or '\\', ..] && path.All(c => c is > ' ' and < '\x7f' and not '\\');
        return isLocal ? path! : "/";
    }
}

using System.Globalization;

namespace Actors.Silo.Hosting;

/// <summary>
/// How many file descriptors this process may have. A server that has run out of them tries to accept the next connection without a
/// pause, and can open none to its database.
/// </summary>
internal static class Descriptors
{
    private const int ForAllElse = 512;

    /// <summary>How many connections may be open at a time; further ones are closed at once. Null where no limit is known.</summary>
    /// <param name="limits">Where Linux tells a process its limits; not every sandbox does.</param>
    public static long? ForConnections(string limits = "/proc/self/limits") =>
        File.Exists(limits) && Limit(File.ReadLines(limits)) is { } limit ? Math.Max(limit - ForAllElse, limit / 2) : null;

    private static long? Limit(IEnumerable<string> limits)
    {
        const string Name = "Max open files";
        return limits.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
            && long.TryParse(line[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}

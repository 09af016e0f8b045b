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
    public static long? ForConnections() => Limit() is { } limit ? Math.Max(limit - ForAllElse, limit / 2) : null;

    private static long? Limit()
    {
        const string Name = "Max open files";
        if (!OperatingSystem.IsLinux()) return null;
        var line = File.ReadLines("/proc/self/limits").First(line => line.StartsWith(Name, StringComparison.Ordinal));
        var soft = line[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}

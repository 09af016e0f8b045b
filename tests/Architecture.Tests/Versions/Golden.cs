using System.Runtime.CompilerServices;

namespace Actors.Architecture.Tests.Versions;

/// <summary>The golden files beside these tests.</summary>
internal static class Golden
{
    public static string[] Lines(string file) => File.Exists(Path(file)) ? File.ReadAllLines(Path(file)) : [];

    /// <summary>Fails unless the file holds these lines; with UPDATE_GOLDEN set they are written to it.</summary>
    public static void MustBe(string file, string[] lines)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null) File.WriteAllLines(Path(file), lines);
        var golden = Lines(file);
        string[] changes = [.. golden.Except(lines).Select(line => $"- {line}"), .. lines.Except(golden).Select(line => $"+ {line}")];
        Assert.True(changes.Length == 0,
            $"{file} says otherwise. If that is meant, run UPDATE_GOLDEN=1 ./test Architecture.Tests, and once more with --runtime orleans.\n{string.Join('\n', changes)}");
        Assert.Equal(golden, lines);
    }

    private static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, name);
}

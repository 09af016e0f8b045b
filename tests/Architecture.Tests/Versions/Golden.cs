using System.Runtime.CompilerServices;

namespace Actors.Architecture.Tests.Versions;

/// <summary>The golden files beside these tests.</summary>
internal static class Golden
{
    public static bool Updates => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null;

    public static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, name);

    public static void MustBe(string file, string actual)
    {
        if (Updates) File.WriteAllText(file, actual);
        Assert.True(File.Exists(file), $"{file} is missing; write it with UPDATE_GOLDEN=1 ./test Architecture.Tests.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}

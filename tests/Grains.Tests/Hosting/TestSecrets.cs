namespace Actors.Grains.Tests;

internal static class TestSecrets
{
    /// <summary>A master key that protects nothing outside of tests.</summary>
    public static string MasterKey { get; } = Convert.ToBase64String(new byte[32].Select((_, i) => (byte)i).ToArray());

    /// <summary>A file that holds it.</summary>
    public static string NewFile()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, MasterKey);
        return file;
    }
}

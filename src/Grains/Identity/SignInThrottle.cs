namespace Actors.Grains.Identity;

/// <summary>How long an address must wait after so many wrong passwords in a row.</summary>
public static class SignInThrottle
{
    /// <summary>Wrong passwords that cost nothing.</summary>
    public const int Free = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>From the fifth on: 2 seconds, doubling with each, 15 minutes at most.</summary>
    public static TimeSpan DelayAfter(int failures) =>
        failures <= Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, failures - Free)));
}

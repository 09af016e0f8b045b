using Actors.Contracts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Identity;

/// <summary>
/// Hashes and checks passwords (PBKDF2-HMAC-SHA512) away from grain schedulers, and no more at a time than there are
/// processors: a flood of sign-ins waits in line instead of taking the machine.
/// </summary>
public sealed class Passwords : IDisposable
{
    private const int Shortest = 8; // NIST SP 800-63B §5.1.1.2
    private const int Longest = 256;
    private const int Iterations = 210_000; // OWASP Password Storage Cheat Sheet

    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim processors = new(Environment.ProcessorCount);

    /// <summary>Refuses what is too short to be a password, or too long to be hashed.</summary>
    public static void Demand(string password)
    {
        if (password.Length is < Shortest or > Longest)
            throw ActorException.InvalidArgument("password", $"A password has {Shortest} to {Longest} characters.");
    }

    /// <summary>Refuses what cannot be shown as somebody's name.</summary>
    public static string DemandName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= 200
        ? name.Trim()
        : throw ActorException.InvalidArgument("name", "A name has 1 to 200 characters.");

    /// <summary>Hashes a password with a salt of its own.</summary>
    public Task<string> Hash(string password, CancellationToken cancellation) => Run(() => hasher.HashPassword(this, password), cancellation);

    /// <summary>Whether the password has this hash. Without a hash the answer is no, after the same work.</summary>
    public Task<bool> Check(string? hash, string password, CancellationToken cancellation) => Run(
        () => hash is null
            ? hasher.HashPassword(this, password).Length == 0
            : hasher.VerifyHashedPassword(this, hash, password) != PasswordVerificationResult.Failed,
        cancellation);

    /// <inheritdoc />
    public void Dispose() => processors.Dispose();

    private async Task<T> Run<T>(Func<T> work, CancellationToken cancellation)
    {
        await processors.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            processors.Release();
        }
    }
}

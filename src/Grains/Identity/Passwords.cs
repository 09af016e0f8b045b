using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Identity;

/// <summary>
/// Hashes and checks passwords (PBKDF2-HMAC-SHA512) away from grain schedulers, and no more at a time than there are
/// processors: a flood of sign-ins waits in line instead of taking the machine.
/// </summary>
public sealed class Passwords : IDisposable
{
    private const int Iterations = 210_000; // OWASP Password Storage Cheat Sheet

    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim processors = new(Environment.ProcessorCount);

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

using Actors.Contracts;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>Where a secret is kept, as its seal names it: moved to any other tenant, owner, provider or purpose it does not open.</summary>
/// <param name="Tenant">The tenant whose data key seals it.</param>
/// <param name="Owner">Whose it is within the tenant: the part of its grain's key behind the tenant.</param>
/// <param name="Provider">Who the secret is good for; <see cref="Ourselves"/> for our own.</param>
/// <param name="Purpose">What it is, such as <c>token family</c>.</param>
public sealed record SecretPlace(string Tenant, string Owner, string Provider, string Purpose)
{
    /// <summary>The provider of secrets that only this backend takes.</summary>
    public const string Ourselves = "actors";

    /// <summary>A secret of our own, kept by the grain of this key.</summary>
    public static SecretPlace Of(string grainKey, string purpose) =>
        new(GrainKeys.TenantOf(grainKey), GrainKeys.LocalPartOf(grainKey), Ourselves, purpose);

    /// <summary>The associated data. Each part's length stands in front of it, so no two places have the same text.</summary>
    internal string Bound => string.Concat(new[] { "actors secret", Tenant, Owner, Provider, Purpose }.Select(part => $"{part.Length}:{part}"));

    /// <summary>What form v1 bound secrets to.</summary>
    internal string BoundBefore => $"{Tenant}/{Owner} {Purpose}";

    /// <inheritdoc />
    public override string ToString() => $"{Purpose} of {Tenant}/{Owner}";
}

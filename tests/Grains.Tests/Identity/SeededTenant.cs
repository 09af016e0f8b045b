using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;

namespace Actors.Grains.Tests.Identity;

/// <summary>A tenant with one person, as tests need them. All calls are the platform's.</summary>
internal static class SeededTenant
{
    public const string Password = "correct horse battery";

    public static async Task<UserRef> Person(this ActorHost host, string? email = null, string tenant = "acme")
    {
        await host.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenant)).Create(new CreateTenant { Name = "Acme" }, CancellationToken.None);
        return await host.Register(email ?? $"{SecretText.NewId()}@acme.example", tenant);
    }

    public static Task<UserRef> Register(this ActorHost host, string email, string tenant = "acme", string password = Password) =>
        host.Email(email).Register(new RegisterUser { Tenant = tenant, Name = "Ada", Email = email, Password = password }, CancellationToken.None);

    public static IEmailGrain Email(this ActorHost host, string email) => host.Grains.GetGrain<IEmailGrain>(EmailAddress.Key(email));

    public static Task<SignInResult> Try(this IEmailGrain email, string password, string network = "192.0.2.1") =>
        email.SignInFrom(new SignInAttempt { Password = password, Network = network }, CancellationToken.None);

    public static IUserGrain User(this ActorHost host, UserRef user) => host.Grains.GetGrain<IUserGrain>(user.Key());
}

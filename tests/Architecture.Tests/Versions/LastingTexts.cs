using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Architecture.Tests.Versions;

/// <summary>Texts that outlive a version without being members of anything: the keys of rows, what clients hold, what travels beside a call.</summary>
public sealed class LastingTexts
{
    [Fact]
    public void A_grain_is_found_again_by_its_key()
    {
        Assert.Equal("acme/tenant", GrainKeys.Tenant("acme"));
        Assert.Equal("acme/u1", GrainKeys.User("acme", "u1"));
        Assert.Equal("acme/f1", GrainKeys.TokenFamily("acme", "f1"));
        Assert.Equal("acme/u1/t1", GrainKeys.OwnedBy("acme", "u1", "t1"));
        Assert.Equal("platform/signing-keys", GrainKeys.SigningKeys);
        Assert.Equal("platform/ada@example.com", EmailAddress.Key(" Ada@Example.com "));
        Assert.Equal("platform/K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe_Unols", GrainKeys.PlatformItem(SecretText.Digest("secret")));
    }

    [Fact]
    public void A_refresh_token_that_a_client_holds_can_be_read()
    {
        var (family, secret) = (new string('f', 22), new string('s', 43));
        Assert.True(RefreshToken.TryParse($"rt_acme.{family}.7.{secret}", out var token));
        Assert.Equal(new RefreshToken { Tenant = "acme", Family = family, Generation = 7, Secret = secret }, token);
        Assert.Equal($"rt_acme.{family}.7.{secret}", token.ToString());
    }

    [Fact]
    public void The_caller_is_found_beside_a_call()
    {
        using var entered = Caller.Platform("c1").Enter();
        Assert.Equal("c1", Assert.IsType<Caller>(RequestContext.Get("caller")).CorrelationId);
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.A2A.Remote;
using Actors.Contracts.Identity;
using Actors.Wire;

namespace Actors.Grains.Tests.A2A.Remote;

/// <summary>The signature on a card of others holds, or the card is refused; one without any is shown as such.</summary>
public sealed class CardSignatureTests(ActorHost host) : IClassFixture<ActorHost>, IAsyncLifetime
{
    private static readonly Caller Ada = new() { Tenant = "signed", User = "ada", Client = "test", CorrelationId = "test", Role = Role.Owner, Scopes = [Scopes.AgentsRead, Scopes.TenantAdmin] };

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private Elsewhere elsewhere = null!;

    public async Task InitializeAsync()
    {
        elsewhere = await Elsewhere.Start();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        elsewhere.Pages["/jwks"] = $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"k1","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
    }

    public async Task DisposeAsync()
    {
        await elsewhere.DisposeAsync();
        key.Dispose();
    }

    [Fact]
    public async Task A_signature_that_holds_is_shown_by_where_its_keys_lie_whatever_the_order_of_the_card_s_members()
    {
        var card = Card();
        card["capabilities"] = new JsonObject { ["streaming"] = true, ["extensions"] = new JsonArray() };
        card["weight"] = 1e21;
        Assert.Equal(elsewhere.Url(), (await Add(Signed(card))).SignedBy);

        var filled = card.DeepClone().AsObject();
        filled["capabilities"]!.AsObject().Remove("extensions");
        card["signatures"] = Signed(filled)["signatures"]!.DeepClone();
        Assert.Equal(elsewhere.Url(), (await Add(card)).SignedBy);
    }

    [Fact]
    public async Task One_of_several_is_enough_and_one_that_names_no_keys_counts_for_nothing()
    {
        var card = Signed(Card());
        card["signatures"]!.AsArray().Insert(0, Signed(Card(), keySet: null)["signatures"]![0]!.DeepClone());
        card["signatures"]!.AsArray().Insert(0, new JsonObject { ["protected"] = "e30", ["signature"] = "AA" });
        Assert.Equal(elsewhere.Url(), (await Add(card)).SignedBy);
        Assert.Null((await Add(Signed(Card(), keySet: null))).SignedBy);
        Assert.Null((await Add(Card())).SignedBy);
    }

    [Theory]
    [InlineData("the card was changed", "The card was changed")]
    [InlineData("the key is another", "The card was changed")]
    [InlineData("the signature is none", "It cannot be read")]
    [InlineData("it asks for what is not known here", "It cannot be read")]
    [InlineData("the algorithm is none", "The card was changed")]
    [InlineData("the keys are inside", "an operator can allow its network by Actors:OutboundNetworks")]
    [InlineData("there are no keys", "cannot be fetched")]
    [InlineData("the key is empty", "there are none")]
    [InlineData("the key is even", "The card was changed")]
    public async Task A_signature_that_does_not_hold_refuses_the_card_and_changes_nothing(string because, string says)
    {
        await Add(Card());
        var card = because switch
        {
            "the key is another" => Signed(Card(), keyId: "k2"),
            "the signature is none" => Signed(Card(), signature: "%"),
            "it asks for what is not known here" => Signed(Card(), more: ",\"crit\":[\"b64\"]"),
            "the algorithm is none" => Signed(Card(), algorithm: "none"),
            "the keys are inside" => Signed(Card(), "https://10.0.0.1/jwks"),
            "there are no keys" => Signed(Card(), elsewhere.Url("/none")),
            "the key is empty" => Signed(Card(), Rsa(0), algorithm: "RS256"),
            "the key is even" => Signed(Card(), Rsa(256), algorithm: "RS256"),
            _ => Signed(Card()),
        };
        if (because == "the card was changed") card["name"] = "Another";
        var refused = await Assert.ThrowsAsync<ActorException>(() => Add(card));
        Assert.Equal(ErrorCodes.InvalidArgument, refused.Error.Code);
        Assert.Contains(says, refused.Message);
        using var _ = Ada.Enter();
        Assert.Equal("Baker", (await Agents.List(default)).Agents.Single().Title);
    }

    [Fact]
    public async Task A_card_that_was_signed_and_is_no_more_or_by_somebody_else_is_not_taken_by_a_refresh()
    {
        await Add(Signed(Card()));
        var another = Card();
        another["name"] = "Another";
        foreach (var (card, says) in ((JsonObject, string)[])[(another, "is now not signed"), (Signed(another, elsewhere.Url("/jwks").Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), "is now with those of")])
        {
            elsewhere.Pages["/card"] = card.ToJsonString();
            using var _ = Ada.Enter();
            var refused = await Assert.ThrowsAsync<ActorException>(() => Agents.Refresh(new() { Name = "baker" }, default));
            Assert.Equal(ErrorCodes.Conflict, refused.Error.Code);
            Assert.Contains(says, refused.Message);
            Assert.Equal("Baker", (await Agents.List(default)).Agents.Single().Title);
        }
        Assert.Null((await Add(Card())).SignedBy);
    }

    /// <summary>RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("-1.7976931348623157e+308", "-1.7976931348623157e+308")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("295147905179352830000", "295147905179352830000")]
    [InlineData("9.999999999999997e22", "9.999999999999997e+22")]
    [InlineData("1e23", "1e+23")]
    [InlineData("999999999999999700000", "999999999999999700000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("9.999999999999997e-7", "9.999999999999997e-7")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("333333333.3333332", "333333333.3333332")]
    [InlineData("-0.0000033333333333333333", "-0.0000033333333333333333")]
    [InlineData("1424953923781206.2", "1424953923781206.2")]
    public void Numbers_have_their_canonical_form(string json, string canonical) => Assert.Equal(canonical, CanonicalJson.Of(JsonNode.Parse(json)));

    private IRemoteAgentsGrain Agents => host.Grains.GetGrain<IRemoteAgentsGrain>(GrainKeys.Tenant("signed"));

    private JsonObject Card() => new()
    {
        ["name"] = "Baker", ["description"] = "Bäckt \"Brot\".",
        ["supportedInterfaces"] = new JsonArray(new JsonObject { ["url"] = elsewhere.Url("/a2a"), ["protocolBinding"] = "JSONRPC", ["protocolVersion"] = "1.0" }),
    };

    private async Task<RemoteAgent> Add(JsonObject card)
    {
        elsewhere.Pages["/card"] = card.ToJsonString();
        using var _ = Ada.Enter();
        return await Agents.Add(new() { Name = "baker", CardUrl = elsewhere.Url("/card") }, default);
    }

    private string Rsa(int bytes)
    {
        var (modulus, exponent) = (Enumerable.Repeat((byte)0xfe, bytes).ToArray(), bytes == 0 ? "" : "AQAB");
        elsewhere.Pages["/rsa"] = $$"""{"keys":[{"kty":"RSA","n":"{{Base64Url.EncodeToString(modulus)}}","e":"{{exponent}}"}]}""";
        return elsewhere.Url("/rsa");
    }

    private JsonObject Signed(JsonObject card, string? keySet = "", string keyId = "k1", string algorithm = "ES256", string more = "", string? signature = null)
    {
        if (keySet?.Length == 0) keySet = elsewhere.Url("/jwks");
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JOSE","kid":"{{keyId}}"{{(keySet is null ? "" : $",\"jku\":\"{keySet}\"")}}{{more}}}"""));
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(CanonicalJson.Of(card)));
        var made = key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var signed = card.DeepClone().AsObject();
        signed["signatures"] = new JsonArray(new JsonObject { ["protected"] = header, ["signature"] = signature ?? Base64Url.EncodeToString(made) });
        return signed;
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>
/// People and service accounts. The hash of a password leaves sealed, since a password may be good for other tenants too; whoever has an
/// account here already keeps the password they have here.
/// </summary>
internal sealed class Users() : OwnStates("users.jsonl", "user")
{
    private const string Hash = "passwordHash";

    /// <summary>The list of people and the addresses are made again from the users.</summary>
    public override IEnumerable<string> Records => [.. base.Records, "people", "email"];

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        await base.Write(target, lines, before, cancellation);
        var here = lines.Select(line => line["state"]!).Where(state => state["removedAt"] is null)
            .Select(state => (User: state["profile"].Deserialize<UserProfile>(ToolJson.Results)!, Hash: state[Hash]?.GetValue<string>())).ToArray();
        // Listed first: whoever gives the import up has the addresses released by that list.
        await target.Grains.GetGrain<IPeopleGrain>(GrainKeys.Tenant(target.Tenant)).EnlistAll([.. here.Select(one => one.User)], cancellation);
        foreach (var (user, hash) in here.Where(one => !one.User.IsService)) await Settle(target, user, hash, cancellation);
        return [];
    }

    protected override async Task<bool> Export(Source source, string local, JsonObject content)
    {
        if (content[Hash]?.GetValue<string>() is { } hash) content[Hash] = await source.Box.Seal(Encoding.UTF8.GetBytes(hash), Place(source.Key(local)));
        return true;
    }

    protected override Task Import(Target target, string local, JsonObject content)
    {
        content.Remove(Hash);
        return Task.CompletedTask;
    }

    private static async Task Settle(Target target, UserProfile user, string? sealedHash, CancellationToken cancellation)
    {
        var isOwner = await target.Grains.GetGrain<IEmailGrain>(EmailAddress.Key(user.Email)).Adopt(new() { Tenant = target.Tenant, User = user.Id }, cancellation);
        if (isOwner && sealedHash is not null)
            await target.Grains.GetGrain<IUserGrain>(target.Key(user.Id)).Inherit(Encoding.UTF8.GetString(target.Box.OpenWith(target.DataKeys, sealedHash, Place(target.KeyThere(user.Id)))), cancellation);
    }

    private static SecretPlace Place(string key) => SecretPlace.Of(key, "password hash in an export");
}

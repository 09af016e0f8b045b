using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mailing;
using Actors.Grains.Tests.Identity;

namespace Actors.Grains.Tests.Mailing;

public sealed class MailTests(MailHost host) : IClassFixture<MailHost>, IDisposable
{
    private readonly Caller.Entered platform = Caller.Platform("test").Enter();
    private readonly string address = $"{SecretText.NewId()}@acme.example";

    public void Dispose()
    {
        host.Time.Reset();
        platform.Dispose();
    }

    [Fact]
    public async Task Who_forgot_their_password_is_mailed_one_link_in_five_minutes_and_strangers_none()
    {
        await host.Person(address);
        await using var server = new MailServer(host.Port);
        for (var i = 0; i < 3; i++) await Forget(address);
        await Forget("stranger@acme.example");
        await Asked(server, 1);
        Assert.Equal([address], server.Asked);

        host.Time.Advance(TimeSpan.FromMinutes(5));
        await Forget(address);
        await Asked(server, 2);
        Assert.Equal([address, address], server.Asked);

        var token = Regex.Match(server.Texts.Last(), "https://actors.example/reset\\?token=(\\S+)").Groups[1].Value;
        var reset = host.Grains.GetGrain<IPasswordResetGrain>(GrainKeys.PlatformItem(SecretText.Digest(token)));
        await reset.Use("another horse battery", default);
        Assert.False(await reset.IsOpen(default));
        Assert.NotNull((await host.Email(address).Try("another horse battery")).User);
    }

    [Fact]
    public async Task A_mail_lies_sealed_until_its_server_is_there_whatever_happens_to_us()
    {
        await host.Person(address);
        var key = await ForgetInVain();
        var stored = await Stored("convert_from(PayloadBinary, 'UTF8')");
        Assert.Contains(address, stored);
        Assert.DoesNotContain("token=", stored);
        Assert.Equal("1", await Reminders());

        await host.Restart();
        await using var server = new MailServer(host.Port);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await Remind(key);
        await Sent();
        Assert.Contains("https://actors.example/reset?token=", Assert.Single(server.Texts));
    }

    [Fact]
    public async Task A_mail_that_is_refused_is_tried_again_where_the_server_says_so_and_given_up_where_it_does_not()
    {
        await host.Person(address);
        var answers = new Queue<string>(["451 Later", "550 No such mailbox"]);
        await using var server = new MailServer(host.Port, _ => Task.FromResult(answers.Dequeue()));
        var key = await ForgetInVain();
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await Remind(key);
        await Sent();
        Assert.Equal([address, address], server.Asked);
        Assert.Empty(server.Texts);
    }

    [Fact]
    public async Task A_mail_that_is_of_no_use_any_more_is_not_sent()
    {
        await host.Person(address);
        var key = await ForgetInVain();
        host.Time.Advance(TimeSpan.FromHours(1));
        await using var server = new MailServer(host.Port);
        await Remind(key);
        await Sent();
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_mail_server_that_hangs_holds_up_no_reminders()
    {
        await host.Person(address);
        var key = await ForgetInVain();
        var release = new TaskCompletionSource<string>();
        await using var server = new MailServer(host.Port, _ => release.Task);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await Remind(key);
        release.SetResult("250 OK");
        await Sent();
        Assert.Single(server.Texts);
    }

    /// <summary>Says that a password was forgotten, and waits until that is likely to have been looked into.</summary>
    private async Task Forget(string email)
    {
        await host.Email(email).Forgotten(default);
        await host.Email(email).IsTaken(default);
    }

    /// <summary>The same where the mail cannot be handed over; answers the key of the mail once that was tried.</summary>
    private async Task<string> ForgetInVain()
    {
        await Forget(address);
        while (await Stored("convert_from(PayloadBinary, 'UTF8')::json ->> 'failures'") is null or "0") await Task.Delay(20);
        return (await Stored("GrainIdExtensionString"))!;
    }

    private Task<string?> Stored(string what) => host.Execute($"SELECT {what} FROM OrleansStorage WHERE GrainTypeString = 'mail' AND PayloadBinary IS NOT NULL");

    private Task Remind(string key) => host.Grains.GetGrain<IRemindable>(host.Grains.GetGrain<IMailGrain>(key).GetGrainId()).ReceiveReminder("mail", default);

    private Task<string?> Reminders() => host.Execute("SELECT count(*) FROM OrleansRemindersTable WHERE ReminderName = 'mail'");

    /// <summary>Waits until so many mails were handed over, since a call that nobody waits for may overtake another, and nothing is left of them.</summary>
    private async Task Asked(MailServer server, int times)
    {
        while (server.Asked.Count < times) await Task.Delay(20);
        await Sent();
    }

    /// <summary>Waits until no mail is on its way, and nothing is left of those that were.</summary>
    private async Task Sent()
    {
        while (await Stored("1") is not null || await Reminders() != "0") await Task.Delay(20);
    }
}

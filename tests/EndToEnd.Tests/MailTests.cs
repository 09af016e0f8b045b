using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.TestKit;

namespace Actors.EndToEnd.Tests;

/// <summary>Mail to a real mail server, over TLS and signed in: whatever was to be mailed while it was away comes once it is back.</summary>
public sealed partial class MailTests(Person person) : IClassFixture<Person>
{
    private const string Sender = "actors@platform.example", User = "mailer", Password = "let me in";
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Invitations_and_new_passwords_are_mailed_once_the_mail_server_is_there()
    {
        using var bound = new CancellationTokenSource(Bound);
        var port = LoopbackPort.Next();
        var secrets = Directory.CreateTempSubdirectory("actors-mail-");
        var (password, cert) = (Path.Combine(secrets.FullName, "password"), Path.Combine(secrets.FullName, "cert.pem"));
        await File.WriteAllTextAsync(password, Password + "\n", bound.Token);
        LoopbackCertificate.Write(secrets.FullName);
        await using var server = await Server.Start("/actors", bound.Token,
            ("Actors__Mail__Host", "127.0.0.1"), ("Actors__Mail__Port", $"{port}"), ("Actors__Mail__User", User), ("Actors__Mail__PasswordFile", password),
            ("Actors__Mail__From", Sender), ("SSL_CERT_FILE", cert));
        using var owner = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", server.Credentials.ApiKey) } };
        await owner.PatchAsJsonAsync(server.Url("/api/tenant"), new { name = "Läufer\r\nBcc: everybody@people.example" }, bound.Token);

        // Nobody answers yet: whoever invites does not wait for that.
        var path = (await (await owner.PostAsJsonAsync(server.Url("/api/invitations"), new { email = "bob@people.example" }, bound.Token)).Content.ReadFromJsonAsync<JsonElement>(bound.Token)).GetProperty("path").GetString()!;
        await owner.PostAsJsonAsync(server.Url("/api/invitations"), new { email = "nobody@people.example" }, bound.Token);
        await using var mails = ForeignClient.Start("smtp.mjs", $"{port}", secrets.FullName, User, Password);
        await using var said = mails.Says(bound.Token).GetAsyncEnumerator(bound.Token);
        var invited = await Next(said);
        Assert.Equal((Sender, "bob@people.example", true), (invited.From, invited.To, invited.Secure));
        Assert.Contains(server.Url(path), invited.Text);
        Assert.Contains("Läufer  Bcc: everybody@people.example", invited.Text);
        Assert.DoesNotMatch("(?m)^Bcc:", invited.Message[..invited.Message.IndexOf("\r\n\r\n", StringComparison.Ordinal)]);
        Assert.Matches("(?m)^Message-ID: <[^@]+@platform.example>\r?$", invited.Message);

        // The same is said to who has an account and to who has none, and only one of them is mailed.
        var answers = new List<string>();
        foreach (var email in (string[])["carol@people.example", server.Credentials.Email, server.Credentials.Email]) answers.Add(await person.ForgetPassword(server.Url("/signin"), email));
        Assert.Single(answers.Distinct());
        var reset = await Next(said);
        Assert.Equal(server.Credentials.Email, reset.To);
        await person.ChoosePassword(ResetLink().Match(reset.Text).Value, "another horse battery");
        var landed = await person.SignIn(server.Url("/signin"), server.Credentials.Email, "another horse battery");
        await landed.GetByText("Signed in as").WaitForAsync();
        secrets.Delete(recursive: true);
    }

    private static async Task<Letter> Next(IAsyncEnumerator<JsonElement> said)
    {
        Assert.True(await said.MoveNextAsync());
        var mail = said.Current;
        return new(mail.GetProperty("from").GetString()!, mail.GetProperty("to")[0].GetString()!, mail.GetProperty("secure").GetBoolean(), mail.GetProperty("message").GetString()!);
    }

    private sealed record Letter(string From, string To, bool Secure, string Message)
    {
        /// <summary>The text, from how it was encoded on its way.</summary>
        public string Text
        {
            get
            {
                var body = Message[(Message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
                return Message.Contains("base64", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body;
            }
        }
    }

    [GeneratedRegex("http\\S+/reset\\?token=\\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResetLink();
}

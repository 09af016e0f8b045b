using Actors.Grains.Mailing;
using Microsoft.Extensions.Configuration;

namespace Actors.Grains.Tests.Mailing;

public sealed class MailSettingsTests
{
    private static readonly (string Name, string? Value)[] Good =
    [
        ("Actors:PublicUrl", "https://actors.example"), ("Actors:Mail:Host", "mail.example"), ("Actors:Mail:From", "actors@mail.example"),
        ("Actors:Mail:User", "mailer"), ("Actors:Mail:PasswordFile", typeof(MailSettingsTests).Assembly.Location),
    ];

    [Fact]
    public void Without_any_no_mail_is_sent_and_with_good_ones_it_is()
    {
        Assert.Null(Problem());
        Assert.Null(Problem(Good));
        Assert.Null(Problem([.. Good, ("Actors:Mail:Host", "127.0.0.1"), ("Actors:Mail:Tls", "false"), ("Actors:Mail:Port", "25")]));
    }

    [Theory]
    [InlineData("Mail:Host", null, "Actors:Mail:Host")]
    [InlineData("Mail:Port", "465", "STARTTLS")]
    [InlineData("Mail:From", null, "Actors:Mail:From")]
    [InlineData("Mail:From", "nobody", "Actors:Mail:From")]
    [InlineData("Mail:From", "a@b.example\r\nBcc: c@d.example", "Actors:Mail:From")]
    [InlineData("Mail:User", null, "go together")]
    [InlineData("Mail:PasswordFile", null, "go together")]
    [InlineData("Mail:PasswordFile", "/nowhere/password", "/nowhere/password")]
    [InlineData("Mail:Tls", "false", "Actors:Mail:Tls")]
    [InlineData("PublicUrl", null, "Actors:PublicUrl")]
    public void What_cannot_send_mail_or_not_safely_stops_the_start(string name, string? value, string said) =>
        Assert.Contains(said, Problem([.. Good, ($"Actors:{name}", value)]));

    private static string? Problem(params (string Name, string? Value)[] settings)
    {
        var values = settings.GroupBy(setting => setting.Name).ToDictionary(setting => setting.Key, setting => setting.Last().Value);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new MailSettings(configuration).Validate(null, configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new()).FailureMessage;
    }
}

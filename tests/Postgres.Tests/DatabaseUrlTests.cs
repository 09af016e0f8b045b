using Actors.Postgres.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Actors.Postgres.Tests;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgres://ada:s%40cr%3Aet%2F%3F@db.example:5433/actors?sslmode=verify-full&application_name=a%20b&connect_timeout=7")]
    [InlineData("postgresql://ada:s%40cr%3Aet%2F%3F@db.example:5433/actors?sslmode=verify-full&application_name=a%20b&connect_timeout=7")]
    [InlineData("  Host=db.example;Port=5433;Database=actors;Username=ada;Password=s@cr:et/?;SSL Mode=VerifyFull;Application Name=a b;Timeout=7 ")]
    public void Both_forms_mean_the_same(string text)
    {
        var url = DatabaseUrl.Parse(text);

        Assert.Equal(("db.example", 5433, "actors", "ada", "s@cr:et/?"), (url.Host, url.Port, url.Database, url.Username, url.Password));
        Assert.Equal((SslMode.VerifyFull, "a b", 7), (url.SslMode, url.ApplicationName, url.Timeout));
    }

    [Theory]
    [InlineData("postgres://db.example", "db.example", 5432, null, null)]
    [InlineData("postgres://ada@db.example/", "db.example", 5432, "ada", null)]
    [InlineData("postgres://ada@[::1]:5433/actors", "::1", 5433, "ada", "actors")]
    [InlineData("postgres://ada@/actors?host=/var/run/postgresql&port=5433", "/var/run/postgresql", 5433, "ada", "actors")]
    [InlineData("postgres://%2Fvar%2Frun%2Fpostgresql/actors", "/var/run/postgresql", 5432, null, "actors")]
    public void Parts_of_an_address_may_be_left_out(string text, string host, int port, string? user, string? database)
    {
        var url = DatabaseUrl.Parse(text);

        Assert.Equal((host, port, user, database), (url.Host, url.Port, url.Username, url.Database));
    }

    [Theory]
    [InlineData("", "no host")]
    [InlineData("postgres://", "no host")]
    [InlineData("mysql://ada:secret@db/actors", "neither")]
    [InlineData("Host=db;Pasword=secret", "neither")]
    [InlineData("postgres://ada:secret@db:port/actors", "port")]
    [InlineData("postgres://ada:secret@db:70000/actors", "port")]
    [InlineData("postgres://ada:secret@db/actors?sslmode=perhaps", "SSL Mode")]
    [InlineData("postgres://ada:secret@db/actors?sslmod=require", "unknown parameter 'sslmod'")]
    public void What_cannot_be_read_is_refused_with_the_remedy_and_without_the_password(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => DatabaseUrl.Parse(text));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("postgres://user:password@host:5432/database", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mysql://db/actors", typeof(FormatException))]
    [InlineData("postgres://ada:secret@127.0.0.1:1/actors", typeof(StorageUnavailableException))]
    public async Task A_host_that_cannot_use_it_does_not_start_and_names_DATABASE_URL(string url, Type expected)
    {
        using var host = new HostBuilder().ConfigureServices(services => services.AddPostgres(url)).Build();

        var error = await Record.ExceptionAsync(() => host.StartAsync());

        Assert.IsType(expected, error);
        Assert.Contains("DATABASE_URL", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }
}

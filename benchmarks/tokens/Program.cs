using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.Benchmarks.Tokens;
using Actors.Gateway;
using Actors.Gateway.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

// Checks tokens of as many sign-ins in one process, without HTTP and with grains that answer at once, and prints one JSON object:
// the processor time of a check in microseconds, the first of a token and a repeat, each the median of the rounds.
const int Rounds = 9, Tokens = 2000, Repeats = 50;
const string Issuer = "http://127.0.0.1:8080";

using var key = RSA.Create(2048);
var grains = StandIn.Factory(key);
using var keys = new VerificationKeys(grains, TimeProvider.System);
var address = new PublicAddress(Options.Create(new GatewayOptions { PublicUrl = new Uri(Issuer) }));
var context = new DefaultHttpContext();
List<double> first = [], again = [];
for (var round = 0; round < Rounds; round++)
{
    var check = new AccessTokenCheck(keys, new FamilyCheck(grains, TimeProvider.System), address, TimeProvider.System);
    var tokens = Enumerable.Range(0, Tokens).Select(_ => StandIn.Token(key, Issuer)).ToArray();
    first.Add(await Measure(check, tokens));
    again.Add(await Measure(check, Enumerable.Repeat(tokens, Repeats).SelectMany(token => token).ToArray()));
}

Console.WriteLine(JsonSerializer.Serialize(new { first = Median(first), again = Median(again) }));

async Task<double> Measure(AccessTokenCheck check, string[] tokens)
{
    using var process = Process.GetCurrentProcess();
    var before = process.TotalProcessorTime;
    foreach (var token in tokens)
    {
        if ((await check.Check(token, token, context, "/mcp")).Caller is null) throw new InvalidOperationException("A good token was refused.");
    }

    process.Refresh();
    return (process.TotalProcessorTime - before).TotalMicroseconds / tokens.Length;
}

static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 2);

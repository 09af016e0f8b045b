using System.Globalization;
using Actors.Gateway.Pages;

namespace Actors.Gateway.Errors;

/// <summary>Where the <c>type</c> of every problem leads (RFC 9457 §3.1.1): each code, and what to do about it.</summary>
internal static class ErrorsPage
{
    public const string Path = "/docs/errors";

    public static Page Show() => new("Errors", Html.Of($"""
        <h1>Errors</h1>
        <p>Every error has a code that does not change. These are all of them.</p>
        {Html.Of(ErrorKind.All.Select(kind => Html.Of($"""
        <h2 id="{kind.Code}">{kind.Title}</h2>
        <p class="quiet"><code>{kind.Code}</code> · HTTP {kind.Status.ToString(CultureInfo.InvariantCulture)}</p>
        <p>{kind.Remedy}</p>

        """)))}
        """));
}

namespace Actors.Gateway.Pages;

/// <summary>Says what went wrong and what to do, where there is no safe place to send the browser to.</summary>
internal static class ErrorPage
{
    public static Page Show(string title, string message, int status = StatusCodes.Status400BadRequest) => new(title, Html.Of($"""
        <h1>{title}</h1>
        <p>{message}</p>
        """), status);
}

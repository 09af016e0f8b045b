namespace Actors.Gateway.Errors;

/// <summary>Seats error handling in the gateway.</summary>
public static class ErrorServices
{
    /// <summary>Adds what <see cref="UseErrors"/> needs.</summary>
    public static IServiceCollection AddErrors(this IServiceCollection services) => services.AddSingleton<ErrorHandler>();

    /// <summary>Handles the errors of all that follows, and maps the page that explains them.</summary>
    public static void UseErrors(this WebApplication app)
    {
        var handler = app.Services.GetRequiredService<ErrorHandler>();
        app.Use(next => context => handler.Handle(context, next));
        app.MapMethods(ErrorsPage.Path, [HttpMethods.Get, HttpMethods.Head], context => ErrorsPage.Show().ExecuteAsync(context));
    }
}

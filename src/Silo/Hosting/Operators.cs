namespace Actors.Silo.Hosting;

/// <summary>Where the first operator comes from: every other one is invited by an operator.</summary>
internal static class Operators
{
    /// <summary>Reads <c>Actors:Operator</c>. An e-mail address without a password, or the reverse, is a mistake worth stopping for.</summary>
    public static void AddFirstOperator(this WebApplicationBuilder builder)
    {
        var (email, password) = (builder.Configuration["Actors:Operator:Email"], builder.Configuration["Actors:Operator:Password"]);
        if (string.IsNullOrEmpty(email) && string.IsNullOrEmpty(password)) return;
        if (string.IsNullOrEmpty(email) || string.IsNullOrEmpty(password))
            throw new InvalidOperationException("Actors:Operator:Email and Actors:Operator:Password go together; set both or neither.");
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<FirstOperator>(services, email, password));
    }
}

using Actors.Gateway.Authentication;
using Actors.Gateway.OAuth;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Pages;

/// <summary>The pages people see. A table of contents.</summary>
public static class PageEndpoints
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>Adds the pages. <see cref="OAuthEndpoints.AddOAuth"/> goes with it.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<BrowserSessions>();
        services.AddSingleton<LandingPage>();
        services.AddSingleton<SignInPage>();
        services.AddSingleton<ExternalSignInPage>();
        services.AddSingleton<SignOutPage>();
        services.AddSingleton<ConsentPage>();
        services.AddSingleton<ApplicationsPage>();
        services.AddSingleton<DevicePage>();
        services.AddSingleton<OrganisationPage>();
        services.AddSingleton<ImpersonationPage>();
        services.AddSingleton<JoinPage>();
        services.AddSingleton<RegisterPage>();
        services.AddSingleton<ResetPage>();
        services.AddSingleton<ForgottenPage>();
        return services;
    }

    /// <summary>Maps the pages.</summary>
    public static void MapPages(this WebApplication app)
    {
        var pages = app.MapGroup("").AsPlatform().WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        pages.MapRead("/", OAuthEndpoints.Run<LandingPage>((page, context) => page.Get(context)));
        pages.MapRead(SignInPage.Path, OAuthEndpoints.Run<SignInPage>((page, context) => page.Get(context)));
        pages.MapPost(SignInPage.Path, OAuthEndpoints.Run<SignInPage>((page, context) => page.Post(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapGet(ExternalSignInPage.Path + "/{provider}", OAuthEndpoints.Run<ExternalSignInPage>((page, context) => page.Leave(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapGet(ExternalSignInPage.Path + "/{provider}/callback", OAuthEndpoints.Run<ExternalSignInPage>((page, context) => page.Return(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapRead(SignOutPage.Path, OAuthEndpoints.Run<SignOutPage>((page, context) => page.Get(context)));
        pages.MapPost(SignOutPage.Path, OAuthEndpoints.Run<SignOutPage>((page, context) => page.Post(context)));
        pages.MapRead(ConsentPage.Path, OAuthEndpoints.Run<ConsentPage>((page, context) => page.Get(context)));
        pages.MapPost(ConsentPage.Path, OAuthEndpoints.Run<ConsentPage>((page, context) => page.Post(context)));
        pages.MapRead(ApplicationsPage.Path, OAuthEndpoints.Run<ApplicationsPage>((page, context) => page.Get(context)));
        pages.MapPost(ApplicationsPage.Path, OAuthEndpoints.Run<ApplicationsPage>((page, context) => page.Post(context)));
        pages.MapRead(DevicePage.Path, OAuthEndpoints.Run<DevicePage>((page, context) => page.Get(context)));
        pages.MapPost(DevicePage.Path, OAuthEndpoints.Run<DevicePage>((page, context) => page.Post(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapRead(OrganisationPage.Path, OAuthEndpoints.Run<OrganisationPage>((page, context) => page.Get(context)));
        pages.MapPost(OrganisationPage.Path, OAuthEndpoints.Run<OrganisationPage>((page, context) => page.Post(context)));
        pages.MapRead(ImpersonationPage.Path, OAuthEndpoints.Run<ImpersonationPage>((page, context) => page.Get(context)));
        pages.MapPost(ImpersonationPage.Path, OAuthEndpoints.Run<ImpersonationPage>((page, context) => page.Post(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapPost(ImpersonationPage.EndPath, OAuthEndpoints.Run<ImpersonationPage>((page, context) => page.End(context)));
        pages.MapRead(JoinPage.Path, OAuthEndpoints.Run<JoinPage>((page, context) => page.Get(context)));
        pages.MapPost(JoinPage.Path, OAuthEndpoints.Run<JoinPage>((page, context) => page.Post(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapRead(RegisterPage.Path, OAuthEndpoints.Run<RegisterPage>((page, context) => page.Get(context)));
        pages.MapPost(RegisterPage.Path, OAuthEndpoints.Run<RegisterPage>((page, context) => page.Post(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapRead(ResetPage.Path, OAuthEndpoints.Run<ResetPage>((page, context) => page.Get(context)));
        pages.MapPost(ResetPage.Path, OAuthEndpoints.Run<ResetPage>((page, context) => page.Post(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapRead(ForgottenPage.Path, OAuthEndpoints.Run<ForgottenPage>((page, context) => page.Get(context)));
        pages.MapPost(ForgottenPage.Path, OAuthEndpoints.Run<ForgottenPage>((page, context) => page.Post(context))).RequireRateLimiting(PerAddressLimits.SignIn);
        pages.MapRead(StyleSheet.Path, context => StyleSheet.Get().ExecuteAsync(context));
    }
}

using Actors.Contracts.A2A;
using Actors.Grains.A2A;
using Actors.Grains.A2A.Concierge;
using Actors.Grains.A2A.Push;
using Actors.Grains.A2A.Remote;
using Actors.Grains.Audit;
using Actors.Grains.Identity;
using Actors.Grains.Infrastructure.Calls;
using Actors.Grains.Infrastructure.Secrets;
using Actors.Grains.Mailing;
using Actors.Grains.Mcp;
using Actors.Grains.Quotas;
using Actors.Grains.Secrets;
using Actors.Grains.Tasks;
using Actors.Grains.Tenancy.Transfer;
using Actors.Grains.Vault;
using Actors.Outbound;
using Actors.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Infrastructure;

/// <summary>What grains need besides the runtime.</summary>
public static class GrainServices
{
    /// <summary>Adds the services that grains are constructed with. Without a master key the host does not start.</summary>
    public static IServiceCollection AddGrainServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => MasterKeys.Load(configuration, provider.GetRequiredService<IHostEnvironment>()));
        services.AddOutbound(configuration);
        services.AddSingleton<SecretBox>();
        services.AddSingleton<SealedStates>();
        services.AddSingleton<CredentialReader>();
        services.AddSingleton<ArchiveSeal>();
        services.Configure<TransferOptions>(configuration.GetSection(TransferOptions.Section));
        services.AddSingleton<Passwords>();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailSettings>();
        services.AddSingleton<IMailer, SmtpMailer>();
        services.AddSingleton<Postbox>();
        services.AddSingleton<OneRun>();
        services.AddTools();
        services.Configure<TaskOptions>(configuration.GetSection(TaskOptions.Section));
        services.AddSingleton<AuditNotes>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditNotes>());
        services.TryAddSingleton(new AgentContracts());
        services.AddSingleton<PushLetters>();
        services.AddSingleton<Webhooks>();
        services.TryAddSingleton<IIntentReader, IntentRules>();
        services.AddSingleton<ToolRun>();
        services.AddSingleton(provider => new Discretion(provider.GetRequiredService<AgentContracts>(), new(provider.GetRequiredService<ToolCatalog>)));
        services.Configure<CallWeights>(configuration.GetSection(CallWeights.Section));
        services.AddSingleton<RemoteCards>();
        services.AddSingleton<CardSignatures>();
        services.AddSingleton<RemoteClient>();
        services.Configure<AgentOptions>(configuration.GetSection(AgentOptions.Section));
        services.AddOptions<QuotaOptions>().Bind(configuration.GetSection(QuotaOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QuotaOptions>, QuotaSettings>();
        services.Configure<McpOptions>(configuration.GetSection(McpOptions.Section));
        services.AddHostedService<SecretsAtStart>();
        return services;
    }
}

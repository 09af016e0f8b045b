using Actors.Postgres.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Postgres;

public static partial class PostgresServices
{
    static partial void AddRuntime(IServiceCollection services) => services.TryAddSingleton<IReminderTable, PostgresReminderTable>();
}

using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>Where storage, reminders and filters are added to the runtime: all of them are services.</summary>
/// <param name="Services">The services of the host.</param>
public sealed record EmbeddedActorsBuilder(IServiceCollection Services);

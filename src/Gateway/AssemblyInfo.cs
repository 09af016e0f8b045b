using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Actors.Gateway.Tests")]

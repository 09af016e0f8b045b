using System.Globalization;

namespace Actors.Silo.Cluster;

/// <summary>One call of one grain. What the grain calls in turn carries the same number, but another target.</summary>
internal readonly record struct CallId(Guid Number, GrainId Target)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number:n}{Target}");

    public static CallId Parse(string text) => new(Guid.ParseExact(text.AsSpan(0, 32), "n"), GrainId.Parse(text[32..], CultureInfo.InvariantCulture));
}

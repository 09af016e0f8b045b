namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>What is stored of the first call with a key.</summary>
/// <param name="Fingerprint">Tells whether a repeat asks for the same.</param>
/// <param name="Answer">Its sealed answer, or null if it never got to answer.</param>
public sealed record StoredAnswer(string Fingerprint, string? Answer);

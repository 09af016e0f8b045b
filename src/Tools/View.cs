namespace Actors.Tools;

/// <summary>A page on which people look at a tool's results.</summary>
/// <param name="Uri">Its address.</param>
/// <param name="Title">What a person sees in place of the address.</param>
/// <param name="Html">The page.</param>
/// <param name="Tool">The tool whose results it shows; whoever may use that may see this.</param>
public sealed record View(string Uri, string Title, string Html, Tool Tool);

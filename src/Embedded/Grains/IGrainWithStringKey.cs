namespace Actors.Embedded;

/// <summary>The base of a grain interface whose grains are told apart by a string.</summary>
public interface IGrainWithStringKey : IGrain;

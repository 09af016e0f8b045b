namespace Actors.Embedded;

/// <summary>What can be called: a grain, or a reference to one.</summary>
public interface IAddressable;

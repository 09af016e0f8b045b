namespace Actors.Embedded;

/// <summary>The base of every grain interface.</summary>
public interface IGrain : IAddressable;

using Actors.Embedded.Tests;

// The test assembly is run as a program only by the test that kills it.
await DurabilityTests.WriteUntilKilled(args[0]);

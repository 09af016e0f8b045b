namespace Actors.Contracts.A2A.Push;

/// <summary>A webhook that is to be told what happens to a task (A2A 1.0 §4.3.1).</summary>
[GenerateSerializer, Immutable, Alias("a2a.PutPush")]
public sealed record PutPush
{
    /// <summary>Its id within the task: 1 to 128 characters. One of the same id is replaced, and goes on where that one was; left out, there is one for each address.</summary>
    [Id(0)] public string? Id { get; init; }

    /// <summary>Where to send what happens: an https address on the public internet.</summary>
    [Id(1)] public required string Url { get; init; }

    /// <summary>Sent along as <c>X-A2A-Notification-Token</c>, for the receiver to know its own task again.</summary>
    [Id(2)] public string? Token { get; init; }

    /// <summary>The scheme of the <c>Authorization</c> to send, such as <c>Bearer</c>.</summary>
    [Id(3)] public string? Scheme { get; init; }

    /// <summary>What stands behind the scheme.</summary>
    [Id(4)] public string? Credentials { get; init; }

    /// <summary>The version of A2A that the receiver reads, <c>1.0</c> or <c>0.3</c>.</summary>
    [Id(5)] public required string Version { get; init; }

    /// <summary>Says where to without saying the secrets: records are printed into logs.</summary>
    public override string ToString() => $"{nameof(PutPush)} {Id} {Url}";
}

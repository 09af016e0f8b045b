namespace Actors.Conformance.Contracts;

/// <summary>Names one of a template's resources.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.TemplateId")]
public sealed record TemplateId
{
    /// <summary>What stands in the placeholder.</summary>
    [Id(0)] public required string Id { get; init; }
}

/// <summary>Two texts.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.TwoArguments")]
public sealed record TwoArguments
{
    /// <summary>The first.</summary>
    [Id(0)] public required string Arg1 { get; init; }

    /// <summary>The second.</summary>
    [Id(1)] public required string Arg2 { get; init; }
}

/// <summary>Names a resource.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.EmbeddedResource")]
public sealed record EmbeddedResource
{
    /// <summary>Its address.</summary>
    [Id(0)] public required string ResourceUri { get; init; }
}

/// <summary>What to ask a model.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.PromptText")]
public sealed record PromptText
{
    /// <summary>The question.</summary>
    [Id(0)] public required string Prompt { get; init; }
}

/// <summary>What to ask a person.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.MessageText")]
public sealed record MessageText
{
    /// <summary>The question.</summary>
    [Id(0)] public required string Message { get; init; }
}

using Actors.Contracts.Tools;

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

/// <summary>A person and how to reach them.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.Contact")]
[JsonSchema("""
    {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
     "$defs":{"address":{"$anchor":"addressDef","type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
     "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},"contactMethod":{"type":"string","enum":["phone","email"]},
       "phone":{"type":"string"},"email":{"type":"string"}},
     "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],
     "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},"then":{"required":["phone"]},"else":{"required":["email"]},
     "additionalProperties":false}
    """)]
public sealed record Contact
{
    /// <summary>The person.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>Where the person lives.</summary>
    [Id(1)] public Address? Address { get; init; }

    /// <summary>How the person likes to be reached.</summary>
    [Id(2)] public string? ContactMethod { get; init; }

    /// <summary>By telephone.</summary>
    [Id(3)] public string? Phone { get; init; }

    /// <summary>By mail.</summary>
    [Id(4)] public string? Email { get; init; }
}

/// <summary>Where somebody lives.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.Address")]
public sealed record Address
{
    /// <summary>The street.</summary>
    [Id(0)] public string? Street { get; init; }

    /// <summary>The city.</summary>
    [Id(1)] public string? City { get; init; }
}

/// <summary>Arguments that come in headers as well.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.InHeaders")]
public sealed record InHeaders
{
    /// <summary>Where.</summary>
    [Id(0), McpHeader("Region")] public required string Region { get; init; }

    /// <summary>How urgently.</summary>
    [Id(1), McpHeader("Priority")] public int? Priority { get; init; }
}

/// <summary>Whom to greet.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.PersonName")]
public sealed record PersonName
{
    /// <summary>The name.</summary>
    [Id(0)] public required string Name { get; init; }
}

/// <summary>Something that takes its time.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.Computation")]
public sealed record Computation
{
    /// <summary>How long it takes, in seconds.</summary>
    [Id(0)] public required int Seconds { get; init; }

    /// <summary>What it is called.</summary>
    [Id(1)] public string? Label { get; init; }
}

/// <summary>Names a file.</summary>
[GenerateSerializer, Immutable, Alias("fixtures.FileName")]
public sealed record FileName
{
    /// <summary>The file.</summary>
    [Id(0)] public required string Filename { get; init; }
}

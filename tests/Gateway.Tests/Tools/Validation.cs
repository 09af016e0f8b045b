using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Tools.Schemas;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Gateway.Tests.Tools;

/// <summary>Arguments are held against their schema before any grain sees them.</summary>
public sealed class Validation
{
    private static readonly SchemaValidator Validator = new(JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "name": { "description": "Lower-case letters.", "type": "string", "minLength": 1, "maxLength": 5, "pattern": "^[a-z]+$" },
            "size": { "type": ["number", "null"], "minimum": 0, "maximum": 10 },
            "count": { "type": "integer" },
            "kind": { "type": "string", "enum": ["red", "blue"] },
            "day": { "type": "string", "format": "date" },
            "at": { "type": "string", "format": "date-time" },
            "tags": { "type": "array", "items": { "type": "string" }, "maxItems": 2 },
            "flag": { "type": "boolean" }
          },
          "required": ["name"],
          "additionalProperties": false
        }
        """));

    [Theory]
    [InlineData("""{"name":"abc"}""")]
    [InlineData("""{"name":"abc","size":null}""")]
    [InlineData("""{"name":"abc","size":10,"count":3,"kind":"red","day":"2026-02-28","at":"2026-02-28T10:00:00+01:00","tags":["a","b"],"flag":true}""")]
    [InlineData("""{"name":"abc","count":3.0}""")]
    public void What_fits_passes(string json) => Assert.Empty(Validator.Validate(JsonElement.Parse(json)));

    [Theory]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"integer"}}}""", "1", "\"1\"")]
    [InlineData("""{"$ref":"#there","$defs":{"n":{"$anchor":"there","type":"integer"}}}""", "1", "null")]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}},"additionalProperties":false}""", """{"next":{"next":{}}}""", """{"next":{"nxt":{}}}""")]
    [InlineData("""{"allOf":[{"type":"number"},{"minimum":2}]}""", "2", "1")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":2}]}""", "\"a\"", "1")]
    [InlineData("""{"oneOf":[{"type":"number"},{"minimum":2}]}""", "1", "3")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"a\"")]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}}""", "\"ab\"", "1")]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""", """{"a":[2]}""")]
    public void Schemas_that_are_made_of_others_are_held_to(string schema, string fits, string doesNot)
    {
        var validator = new SchemaValidator(JsonElement.Parse(schema));
        Assert.Empty(validator.Validate(JsonElement.Parse(fits)));
        Assert.NotEmpty(validator.Validate(JsonElement.Parse(doesNot)));
    }

    [Theory]
    [InlineData("""{"$ref":"https://example.com/schema.json"}""")]
    [InlineData("""{"$ref":"other.json#/n"}""")]
    [InlineData("""{"$ref":"#/$defs/missing"}""")]
    [InlineData("""{"unevaluatedProperties":false}""")]
    public void A_schema_that_leads_elsewhere_or_says_more_than_is_checked_does_not_compile(string schema) =>
        Assert.Throws<NotSupportedException>(() => new SchemaValidator(JsonElement.Parse(schema)));

    [Fact]
    public void A_schema_that_only_refers_to_itself_ends() =>
        Assert.NotEmpty(new SchemaValidator(JsonElement.Parse("""{"allOf":[{"$ref":"#"}]}""")).Validate(JsonElement.Parse("1")));

    [Theory]
    [InlineData("""{}""", "/name", "required and missing")]
    [InlineData("""[]""", "", "Expected an object, found an array")]
    [InlineData("""{"name":7}""", "/name", "Expected a string, found the number 7")]
    [InlineData("""{"name":"abc","tags":[null]}""", "/tags/0", "found null")]
    [InlineData("""{"name":"abcdef"}""", "/name", "at most 5 character(s)")]
    [InlineData("""{"name":"ABC"}""", "/name", "Found the string \"ABC\", which does not fit. Lower-case letters. (Pattern: ^[a-z]+$)")]
    [InlineData("""{"name":"abc\n"}""", "/name", "does not fit")]
    [InlineData("""{"name":"\ud800"}""", "", "surrogate")]
    [InlineData("""{"name":"abc","nmae":1}""", "/nmae", "known are name, size")]
    [InlineData("""{"name":"abc","size":-1}""", "/size", "at least 0")]
    [InlineData("""{"name":"abc","size":1e999}""", "/size", "too large")]
    [InlineData("""{"name":"abc","count":1.5}""", "/count", "Expected an integer")]
    [InlineData("""{"name":"abc","kind":"green"}""", "/kind", "one of red, blue")]
    [InlineData("""{"name":"abc","kind":null}""", "/kind", "Expected a string")]
    [InlineData("""{"name":"abc","day":"2026-02-30"}""", "/day", "date like")]
    [InlineData("""{"name":"abc","at":"2026-02-28T10:00:00"}""", "/at", "offset")]
    [InlineData("""{"name":"abc","tags":["a",2]}""", "/tags/1", "Expected a string")]
    [InlineData("""{"name":"abc","tags":["a","b","c"]}""", "/tags", "at most 2 items")]
    [InlineData("""{"name":"abc","flag":"true"}""", "/flag", "Expected a boolean")]
    [InlineData("""{"name":"abc","a/b~c":1}""", "/a~1b~0c", "unknown")]
    public void What_does_not_fit_is_named_with_its_place_and_what_is_expected(string json, string pointer, string message)
    {
        var problem = Assert.Single(Validator.Validate(JsonElement.Parse(json)));
        Assert.Equal(pointer, problem.Pointer);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once_up_to_ten()
    {
        Assert.Equal(3, Validator.Validate(JsonElement.Parse("""{"size":"x","flag":1}""")).Count);
        var many = new JsonObject(Enumerable.Range(0, 50).Select(i => KeyValuePair.Create($"x{i}", (JsonNode?)i)));
        Assert.Equal(10, Validator.Validate(JsonSerializer.SerializeToElement(many)).Count);
    }

    [Fact]
    public void Any_JSON_is_answered_without_an_exception() =>
        Prop.ForAll(Json.ToArbitrary(), json => { Validator.Validate(JsonSerializer.SerializeToElement(json)); }).QuickCheckThrowOnFailure();

    private static Gen<JsonNode?> Json => Gen.Sized(size => Value(Math.Min(size, 6)));

    private static Gen<JsonNode?> Value(int depth)
    {
        Gen<JsonNode?>[] flat =
        [
            Gen.Constant((JsonNode?)null),
            ArbMap.Default.GeneratorFor<bool>().Select(value => (JsonNode?)value),
            ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(value => (JsonNode?)value),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(value => (JsonNode?)value.Get),
        ];
        if (depth <= 0) return Gen.OneOf(flat);
        var name = Gen.Elements("name", "size", "count", "kind", "day", "at", "tags", "flag", "other");
        var list = Value(depth - 1).ListOf().Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
        var map = name.Zip(Value(depth - 1)).ListOf().Select(members =>
            (JsonNode?)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone()))));
        return Gen.OneOf([.. flat, list, map]);
    }
}

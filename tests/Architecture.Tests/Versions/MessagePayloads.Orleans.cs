using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Actors.Architecture.Tests.Versions;

/// <summary>The bytes in which every version so far has sent each message, and this one must read.</summary>
public sealed class MessagePayloads : IDisposable
{
    private static readonly JsonSerializerOptions Members = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OnlyNumbered } },
    };

    private readonly ServiceProvider services = new ServiceCollection()
        .AddSerializer(serializer => serializer.AddAssembly(typeof(Caller).Assembly)).BuildServiceProvider();

    private Serializer<object> Serializer => services.GetRequiredService<Serializer<object>>();

    [Fact]
    public void A_message_is_read_from_what_any_version_sent() => Payloads.MustBe(
        "Messages.payloads.golden.txt",
        typeof(Caller).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsEnum)
            .Select(type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(string)) : type)
            .Select(type => (Name: ContractShape.Alias(type), Message: Sample.Of(type)))
            .Select(sample => new Payload(sample.Name, Json(sample.Message).ToJsonString(), Convert.ToBase64String(Serializer.SerializeToArray(sample.Message)))),
        line => Json(Serializer.Deserialize(Convert.FromBase64String(line.Bytes))!));

    public void Dispose() => services.Dispose();

    private static JsonNode Json(object message) => JsonSerializer.SerializeToNode(message, message.GetType(), Members)!;

    private static void OnlyNumbered(JsonTypeInfo type)
    {
        foreach (var other in type.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(IdAttribute), false) is not true).ToArray())
            type.Properties.Remove(other);
    }
}

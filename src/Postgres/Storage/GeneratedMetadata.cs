using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Postgres.Storage;

/// <summary>
/// Source-generated metadata, except of types whose initializers it would lose: where a member is missing in the JSON, generated
/// code sets an <c>init</c> property to null instead of leaving what the type's own initializer gave it. Those are left to reflection.
/// </summary>
internal sealed class GeneratedMetadata(IJsonTypeInfoResolver generated) : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        generated.GetTypeInfo(type, options) is { } info && !(info.Kind is JsonTypeInfoKind.Object && MayHaveInitializers(type)) ? info : null;

    private static bool MayHaveInitializers(Type type) =>
        type.GetConstructor(Type.EmptyTypes) is not null
        && type.GetProperties().Any(p => p.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) is true);
}

using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using Actors.Grains.Infrastructure;
using Actors.Postgres.Storage;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Actors.Silo.Cluster;

/// <summary>
/// Carries a grain's state with it when its activation moves to another silo, in the bytes that Postgres would hold: so
/// moving costs no read, and states need no second set of member numbers.
/// </summary>
internal sealed class StateCodec(GrainStateJson json) : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    private readonly FrozenSet<Type> states = StatesOf(typeof(AuthorityFilter).Assembly);

    public bool IsSupportedType(Type type) => states.Contains(type);

    public bool? IsTypeAllowed(Type type) => states.Contains(type) ? true : null;

    /// <summary>States are immutable.</summary>
    public object? DeepCopy(object? input, CopyContext context) => input;

    /// <summary>The type is always written, for the reader has only that to go by.</summary>
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value!)) return;
        var bytes = json.Serialize(value!, value!.GetType());
        writer.WriteFieldHeader(fieldIdDelta, null!, value.GetType(), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    public object ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference) return ReferenceCodec.ReadReference(ref reader, field.FieldType!)!;
        field.EnsureWireType(WireType.LengthPrefixed);
        var state = json.Deserialize(reader.ReadBytes(reader.ReadVarUInt32()), field.FieldType!)!;
        ReferenceCodec.RecordObject(reader.Session, state);
        return state;
    }

    private static FrozenSet<Type> StatesOf(Assembly grains) =>
        grains.GetTypes().Where(typeof(Grain).IsAssignableFrom)
            .SelectMany(grain => grain.GetConstructors()).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>))
            .Select(type => type.GetGenericArguments()[0]).ToFrozenSet();
}

using System.Text;

namespace Actors.Postgres.Storage;

/// <summary>
/// Which row of OrleansStorage: the state's name and the grain's key, hashed as the Orleans ADO.NET provider hashes them. A key
/// without a slash may look like a number or a GUID to that provider, which then files it elsewhere; GrainKeys never builds one.
/// </summary>
internal readonly record struct StateKey
{
    private const int MaxLength = 512;

    public StateKey(string stateName, GrainId grain)
        : this(stateName, grain.Key.ToString()!)
    {
    }

    public StateKey(string stateName, string key)
    {
        (StateName, Key) = (stateName, key);
        if (StateName.Length > MaxLength || Key.Length > MaxLength)
            throw new ArgumentException($"A state's name and a grain's key have at most {MaxLength} characters; '{this}' is longer.", nameof(key));
    }

    public string StateName { get; }

    public string Key { get; }

    public int NameHash => Hash(Encoding.UTF8.GetBytes(StateName));

    public int KeyHash
    {
        get
        {
            var bytes = Encoding.UTF8.GetBytes(Key);
            Array.Reverse(bytes);
            return Hash(bytes);
        }
    }

    public override string ToString() => $"{StateName} of {Key}";

    private static int Hash(ReadOnlySpan<byte> bytes) => unchecked((int)StableHash.ComputeHash(bytes));
}

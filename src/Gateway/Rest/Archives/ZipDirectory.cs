using System.Buffers.Binary;

namespace Actors.Gateway.Rest.Archives;

/// <summary>
/// Looks at the end of a zip before it is opened: all entries that its central directory lists would be taken into memory, and an archive has a
/// dozen (PKWARE APPNOTE 4.3.14 to 4.3.16).
/// </summary>
internal static class ZipDirectory
{
    private const int EndSize = 22, LocatorSize = 20, End64Size = 56, Largest = 64 * 1024;
    private const uint EndSignature = 0x06054b50, LocatorSignature = 0x07064b50, End64Signature = 0x06064b50;

    /// <exception cref="InvalidDataException">It is no zip without a comment, or lists too much.</exception>
    public static void Demand(Stream zip)
    {
        var end = zip.Length - EndSize;
        var directory = Offset(zip, end, EndSize, EndSignature, 16, sizeof(uint));
        if (directory == uint.MaxValue)
        {
            end = Offset(zip, end - LocatorSize, LocatorSize, LocatorSignature, 8, sizeof(ulong));
            directory = Offset(zip, end, End64Size, End64Signature, 48, sizeof(ulong));
        }

        if (directory < 0 || directory > end || end - directory > Largest) throw new InvalidDataException("The zip lists too many entries.");
    }

    private static long Offset(Stream zip, long at, int size, uint signature, int field, int width)
    {
        if (at < 0 || at + size > zip.Length) throw new InvalidDataException("The zip has no end.");
        Span<byte> record = stackalloc byte[End64Size];
        zip.Position = at;
        zip.ReadExactly(record[..size]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != signature) throw new InvalidDataException("The zip has no end.");
        return width == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(record[field..]) : BinaryPrimitives.ReadInt64LittleEndian(record[field..]);
    }
}

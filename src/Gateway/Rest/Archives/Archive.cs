using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Contracts.Tools;

namespace Actors.Gateway.Rest.Archives;

/// <summary>An archive that was sent: its manifest, which says how large each file is, and its files, of which no more than that is unpacked.</summary>
internal sealed class Archive
{
    private const int LargestManifest = 1024 * 1024, LinesAtOnce = 500, CharactersAtOnce = 1024 * 1024;

    private readonly ZipArchive zip;

    private Archive(ZipArchive zip, ArchiveManifest manifest) => (this.zip, Manifest) = (zip, manifest);

    public ArchiveManifest Manifest { get; }

    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>: it has no manifest that can be read.</exception>
    public static async Task<Archive> Open(ZipArchive zip, CancellationToken cancellation)
    {
        if (zip.GetEntry(ArchiveManifest.FileName) is not { } entry) throw Refused($"It has no {ArchiveManifest.FileName}: it is no archive, or its download was cut short.");
        try
        {
            await using var text = new BoundedStream(await entry.OpenAsync(cancellation), LargestManifest);
            return await JsonSerializer.DeserializeAsync<ArchiveManifest>(text, ToolJson.Results, cancellation) is { Seal: not null } manifest
                ? new(zip, manifest)
                : throw new JsonException("It says nothing.");
        }
        catch (JsonException)
        {
            throw Refused($"Its {ArchiveManifest.FileName} cannot be read.");
        }
    }

    /// <summary>Holds every file against what the manifest says of it.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public async Task Demand(CancellationToken cancellation)
    {
        if (!zip.Entries.Select(entry => entry.FullName).Order().SequenceEqual(Manifest.Files.Select(file => file.Name).Append(ArchiveManifest.FileName).Order()))
            throw Refused("It has other files than its manifest says.");
        foreach (var file in Manifest.Files)
        {
            await using var content = await Content(file, cancellation);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) != file.Sha256) throw Refused($"Its {file.Name} was changed after it was exported.");
        }
    }

    /// <summary>The lines of all files, in the manifest's order, in parts of bounded size.</summary>
    public async IAsyncEnumerable<ImportedPart> Parts([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var file in Manifest.Files)
        {
            using var reader = new StreamReader(await Content(file, cancellation), Encoding.UTF8);
            var (lines, characters, before) = (new List<string>(), 0, default(string));
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                if (lines.Count == LinesAtOnce || (lines.Count > 0 && characters + line.Length > CharactersAtOnce))
                {
                    yield return new() { File = file.Name, Lines = lines, Before = before };
                    (lines, characters, before) = ([], 0, lines[^1]);
                }

                lines.Add(line);
                characters += line.Length;
            }

            if (lines.Count > 0) yield return new() { File = file.Name, Lines = lines, Before = before };
        }
    }

    private async Task<Stream> Content(ArchivedFile file, CancellationToken cancellation) => new BoundedStream(await zip.GetEntry(file.Name)!.OpenAsync(cancellation), file.Bytes);

    private static ActorException Refused(string problem) => ActorException.InvalidArgument("archive", problem);
}

using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Tools;

namespace Actors.Gateway.Tests.Tools;

/// <summary>The catalog is what clients rely on: a change of it is a change of the product, and shows in a golden file.</summary>
public sealed partial class Catalog
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ToolCatalog catalog = new ToolCatalogBuilder(grains: null!, [typeof(Caller).Assembly]).Build();

    [Fact]
    public void The_tools_and_their_schemas_are_as_agreed()
    {
        var actual = JsonSerializer.Serialize(catalog.Tools.Select(tool => new
        {
            name = tool.Name,
            title = tool.Declared.Title,
            description = tool.Description,
            scope = tool.Declared.Scope,
            route = tool.Declared.Route,
            readOnly = tool.Declared.ReadOnly,
            destructive = tool.Declared.Destructive,
            idempotent = tool.Declared.Idempotent,
            inputSchema = tool.InputSchema,
            outputSchema = tool.OutputSchema,
        }), Readable) + "\n";
        var golden = Path.Combine(Folder(), "Catalog.golden.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null) File.WriteAllText(golden, actual);
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [Fact]
    public void Tools_come_in_one_order_for_everybody() =>
        Assert.Equal(catalog.Tools.Select(tool => tool.Name).Order(StringComparer.Ordinal), catalog.Tools.Select(tool => tool.Name));

    [Fact]
    public void Every_domain_of_tools_has_an_icon() =>
        Assert.Empty(catalog.Tools.Where(tool => tool.Icon is null).Select(tool => tool.Name));

    [Fact]
    public void Tools_that_are_given_or_answer_a_secret_say_so() => Assert.Equal(
        catalog.Tools.Where(tool => Secret().IsMatch(tool.InputSchema.GetRawText()) || Secret().IsMatch(tool.OutputSchema.GetRawText())).Select(tool => tool.Name),
        catalog.Tools.Where(tool => tool.Declared.Confidential).Select(tool => tool.Name));

    [Fact]
    public void No_two_tools_share_a_route() => Assert.Distinct(catalog.Tools.Select(tool => tool.Declared.Route));

    [GeneratedRegex("\"(secret|password|currentPassword|newPassword|refreshToken)\"\\s*:")]
    private static partial Regex Secret();

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Actors.Gateway;
using Actors.Gateway.Admission;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Streams;
using Actors.Grains.A2A;
using Actors.Grains.Mailing;
using Actors.Grains.Mcp;
using Actors.Grains.Quotas;
using Actors.Grains.Tasks;
using Actors.Grains.Tenancy.Transfer;
using Actors.Outbound;

namespace Actors.Silo.Hosting;

/// <summary>
/// Refuses a start with a setting that is no number, duration or word of those it may be, and says which setting it is, what it is and what
/// it may be. How small and how large it may be is said by a <see cref="RangeAttribute"/> where it is documented.
/// </summary>
internal static class SettingsCheck
{
    /// <summary>All that is read, and as what; who reads a section by itself looks at it there, and it is a mere name here.</summary>
    internal static readonly (string Path, Type Type)[] Known =
    [
        (GatewayOptions.Section, typeof(GatewayOptions)),
        (OutboundOptions.Section, typeof(OutboundOptions)),
        (AdmissionOptions.Section, typeof(AdmissionOptions)),
        (StreamOptions.Section, typeof(StreamOptions)),
        (QuotaOptions.Section, typeof(QuotaOptions)),
        (MailOptions.Section, typeof(MailOptions)),
        (McpOptions.Section, typeof(McpOptions)),
        (QuestionOptions.Section, typeof(QuestionOptions)),
        (AgentOptions.Section, typeof(AgentOptions)),
        (TaskOptions.Section, typeof(TaskOptions)),
        (TransferOptions.Section, typeof(TransferOptions)),
        ("Actors:Usage:AnswersWaitForCounts", typeof(bool)),
        ("Actors:DemoFile", typeof(string)),
        ("Actors:DemoPeople", typeof(int)),
        ("Actors:MasterKey", typeof(string)),
        ("Actors:MasterKeyFile", typeof(string)),
        ("Actors:Operator:Email", typeof(string)),
        ("Actors:Operator:Password", typeof(string)),
        ("Actors:Cluster", typeof(string)),
        ("Actors:Runtime", typeof(string)),
    ];

    /// <summary>Looks at all that is set, but for the runtime's.</summary>
    /// <exception cref="InvalidOperationException">A setting is not what it may be.</exception>
    public static void Demand(IConfiguration configuration)
    {
        foreach (var (path, type) in Known) Demand(configuration.GetSection(path), type);
    }

    /// <summary>Looks at one setting, or at all of a section.</summary>
    /// <exception cref="InvalidOperationException">A setting is not what it may be.</exception>
    public static void Demand(IConfigurationSection setting, Type type, RangeAttribute? range = null)
    {
        if (!setting.Exists() || type == typeof(string)) return;
        var single = Nullable.GetUnderlyingType(type) ?? type;
        if (Kind(single) is { } kind)
        {
            if (setting.Value is { } text && !(text.Length == 0 && single != type) && !Fits(text, single, range))
                throw new InvalidOperationException($"{setting.Path} must be {kind}{Limits(range)}, not \"{(single == typeof(Uri) ? PublicAddress.WithoutUser(text) : text)}\".");
        }
        else if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            if (setting.Value is { Length: > 0 }) throw new InvalidOperationException(OneForMany(setting.Path, type));
            foreach (var one in setting.GetChildren()) Demand(one, type.GetGenericArguments()[^1], range);
        }
        else
        {
            foreach (var property in type.GetProperties()) Demand(setting.GetSection(property.Name), property.PropertyType, property.GetCustomAttribute<RangeAttribute>());
        }
    }

    /// <summary>The binder leaves out one value where there may be many.</summary>
    private static string OneForMany(string path, Type type)
    {
        var (kind, first) = type.GetGenericArguments().Length == 1 ? ("list", $"{path}:0") : ("table", $"{path}:NAME");
        return $"{path} is a {kind}: set {first} (as a variable {first.Replace(":", "__", StringComparison.Ordinal)}).";
    }

    /// <summary>What a setting of one word is; null where it is more than one.</summary>
    private static string? Kind(Type type) => type switch
    {
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "a duration (days.hours:minutes:seconds)",
        _ when type == typeof(Uri) => "an address such as https://actors.example.com",
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        { IsValueType: true } => throw new NotSupportedException($"Nobody said yet how to word what a setting of type {type.Name} may be."),
        _ => null,
    };

    /// <summary>Whether the binder of settings can read it, and finds it within its limits.</summary>
    private static bool Fits(string text, Type type, RangeAttribute? range)
    {
        try
        {
            var value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return range is null || range.IsValid(value);
        }
        catch (Exception unfit) when (unfit is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Limits(RangeAttribute? range) => range switch
    {
        null => "",
        { Maximum: double.PositiveInfinity } => $", {range.Minimum} or more",
        _ => $" from {range.Minimum} to {range.Maximum}",
    };
}

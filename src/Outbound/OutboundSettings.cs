using Microsoft.Extensions.Options;

namespace Actors.Outbound;

/// <summary>Refuses a start with a setting that is no network, or names no file.</summary>
internal sealed class OutboundSettings : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options) => options switch
    {
        _ when options.OutboundNetworks.FirstOrDefault(text => !Networks.TryParse(text, out _)) is { } text =>
            ValidateOptionsResult.Fail($"Actors:OutboundNetworks must be networks such as 10.0.0.0/8, or addresses, not \"{text}\"."),
        { OutboundCertificates: { } file } when !File.Exists(file) => ValidateOptionsResult.Fail($"Actors:OutboundCertificates names {file}, which is not there."),
        _ => ValidateOptionsResult.Success,
    };
}

using Actors.Gateway.A2A.V03;
using Actors.Wire;

namespace Actors.Gateway.A2A.Dialects;

/// <summary>How a revision of the protocol words requests and answers in one binding. What they mean is the same in all: that of 1.0.</summary>
/// <param name="Version">The revision, as Major.Minor.</param>
/// <param name="Reader">Reads its requests.</param>
/// <param name="Writer">Writes its answers.</param>
internal sealed record Dialect(string Version, WireReader Reader, WireWriter Writer)
{
    /// <summary>1.0, in either binding.</summary>
    public static readonly Dialect V10 = new("1.0", new(), WireWriter.V10);

    /// <summary>0.3 in JSON-RPC: the published JSON schema.</summary>
    public static readonly Dialect V03 = new("0.3", new SchemaReader(), WireWriter.V03);

    /// <summary>0.3 in HTTP+JSON: the ProtoJSON of the package <c>a2a.v1</c>.</summary>
    public static readonly Dialect V03Rest = new("0.3", new ProtoReader(), WireWriter.V03Rest);

    /// <summary>The revision that a request is in (§3.6): one that names none is 0.3, and a patch version makes no difference.</summary>
    /// <exception cref="A2AException">It is none of those spoken at the address.</exception>
    public static Dialect Of(HttpRequest request, params ReadOnlySpan<Dialect> spoken)
    {
        var named = request.Headers["A2A-Version"].ToString().Trim();
        if (named.Length == 0) named = request.Query["A2A-Version"].ToString().Trim();
        var wanted = named.Length == 0 ? V03.Version : System.Version.TryParse(named, out var version) ? version.ToString(fieldCount: 2) : named;
        foreach (var dialect in spoken)
            if (dialect.Version == wanted) return dialect;
        throw new A2AException(A2AError.VersionNotSupported, $"Version {(named.Length == 0 ? "0.3, which is meant where none is named," : $"\"{named}\"")} is not spoken at this address. Send A2A-Version: {spoken[0].Version}, or see the agent's card for other addresses.");
    }
}

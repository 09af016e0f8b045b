using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Actors.Silo.Cluster;

/// <summary>This member's certificate and the authority it trusts, read again whenever a file of them changes.</summary>
internal sealed partial class MemberCertificate
{
    private readonly TlsSettings files;
    private readonly Lock loading = new();
    private Loaded loaded;
    private (DateTime, DateTime, DateTime) refused;

    /// <exception cref="InvalidOperationException">A file is missing or does not fit the others.</exception>
    public MemberCertificate(TlsSettings files) => (this.files, loaded) = (files, Load(files));

    /// <summary>What a handshake that starts now uses. Files that are being replaced and do not fit leave the last ones in use.</summary>
    public Loaded Current(ILogger log)
    {
        lock (loading)
        {
            var version = Version(files);
            if (version == loaded.Version || version == refused) return loaded;
            try
            {
                return loaded = Load(files);
            }
            catch (InvalidOperationException e)
            {
                refused = version;
                LogKept(log, e.Message);
                return loaded;
            }
        }
    }

    private static Loaded Load(TlsSettings files)
    {
        try
        {
            var version = Version(files);
            var authority = X509CertificateLoader.LoadCertificate(File.ReadAllBytes(files.Authority));
            var certificate = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
            var candidate = new Loaded(SslStreamCertificate(certificate), authority, version);
            using var chain = new X509Chain { ChainPolicy = candidate.Trust };
            if (!chain.Build(certificate))
                throw new InvalidOperationException($"{files.Certificate} is not good under {files.Authority}: "
                    + string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)).Trim());
            return candidate;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"{ClusterSettings.Section}:Tls names files that cannot be used as PEM certificate, key and authority "
                + $"({files.Certificate}, {files.Key}, {files.Authority}): {e.Message}", e);
        }
    }

    private static SslStreamCertificateContext SslStreamCertificate(X509Certificate2 certificate) =>
        SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);

    private static (DateTime, DateTime, DateTime) Version(TlsSettings files) =>
        (File.GetLastWriteTimeUtc(files.Certificate), File.GetLastWriteTimeUtc(files.Key), File.GetLastWriteTimeUtc(files.Authority));

    [LoggerMessage(LogLevel.Error, "The certificate as it was before stays in use, until the files change again: {Reason}")]
    private static partial void LogKept(ILogger log, string reason);

    /// <summary>One reading of the files.</summary>
    internal sealed record Loaded(
        SslStreamCertificateContext Certificate, X509Certificate2 Authority, (DateTime, DateTime, DateTime) Version)
    {
        /// <summary>Trusts what the authority signed, and nothing else.</summary>
        public X509ChainPolicy Trust => new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Authority },
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
    }
}

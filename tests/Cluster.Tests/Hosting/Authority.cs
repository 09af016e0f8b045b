using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>Signs the certificates of a cluster's members.</summary>
internal sealed class Authority : IDisposable
{
    private readonly DateTimeOffset from = DateTimeOffset.UtcNow.AddMinutes(-5), until = DateTimeOffset.UtcNow.AddDays(1);
    private readonly string folder;
    private readonly X509Certificate2 certificate;

    public Authority(DirectoryInfo parent, string name)
    {
        folder = parent.CreateSubdirectory(name).FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name} authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        certificate = request.CreateSelfSigned(from, until);
        File.WriteAllText(AuthorityFile, certificate.ExportCertificatePem());
    }

    private string AuthorityFile => Path.Combine(folder, "authority.pem");

    /// <summary>Makes a member's certificate and key.</summary>
    /// <returns>The settings that name the files.</returns>
    public KeyValuePair<string, string>[] Member(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false));
        using var signed = request.Create(certificate, from, until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(folder, $"{name}.pem"), signed.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        return
        [
            new("Actors__Cluster__Tls__Certificate", Path.Combine(folder, $"{name}.pem")),
            new("Actors__Cluster__Tls__Key", Path.Combine(folder, $"{name}.key")),
            new("Actors__Cluster__Tls__Authority", AuthorityFile),
        ];
    }

    /// <summary>Leaves a member with half of its certificate, as an interrupted replacement would.</summary>
    public void Spoil(string name)
    {
        var file = Path.Combine(folder, $"{name}.pem");
        File.WriteAllText(file, File.ReadAllText(file)[..200]);
    }

    public void Dispose() => certificate.Dispose();
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Actors.Gateway.Tests;

/// <summary>A certificate for servers of tests on this computer, and the file by which the product is told to trust it.</summary>
internal static class TestCertificate
{
    private static readonly Lazy<(X509Certificate2 Certificate, string File)> Made = new(Make);

    public static X509Certificate2 Certificate => Made.Value.Certificate;

    public static string File => Made.Value.File;

    private static (X509Certificate2, string) Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        foreach (var address in (string[])["127.0.0.1", "127.0.0.2", "::1"]) names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var signed = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        var file = Path.GetTempFileName();
        System.IO.File.WriteAllText(file, signed.ExportCertificatePem());
        return (X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pfx), null), file);
    }
}

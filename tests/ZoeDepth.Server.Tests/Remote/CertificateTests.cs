using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>Servers of https show a certificate that is believed, and what it names is not asked.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task A_certificate_of_nobody_is_not_believed_and_leads_nowhere()
    {
        using var issuers = new TcpListener(IPAddress.Loopback, 0);
        issuers.Start();
        var port = ((IPEndPoint)issuers.LocalEndpoint).Port;
        using var certificate = Certificate($"http://127.0.0.1:{port}/issuer.crt");
        var shown = new SslServerAuthenticationOptions
            { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true) };
        await using var remote = await RemoteService.StartAsync(network: await OtherNetwork.StartAsync(builder =>
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
                IPAddress.Loopback, 0, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
                    { OnConnection = _ => new(shown) })))));
        issuers.Pending().ShouldBeFalse("the server of this test must not ask");
        await remote.NothingComesFromAsync("https://images.example/a.jpg");
        remote.Network.Connected.ShouldBe([new IPEndPoint(OtherNetwork.Public, 443)]);
        remote.Network.Asked.ShouldBeEmpty();
        // A chain is built by asking for the issuer, unless that is forbidden.
        issuers.Pending().ShouldBeFalse("the certificate had the service ask this machine");
    }

    /// <summary>A certificate whose issuer is said to lie at a URL.</summary>
    private static X509Certificate2 Certificate(string issuerUrl)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuerRequest = new CertificateRequest("CN=issuer", issuerKey, HashAlgorithmName.SHA256);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var today = DateTimeOffset.Now;
        using var issuer = issuerRequest.CreateSelfSigned(today.AddDays(-1), today.AddDays(9));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=images.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("images.example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([issuerUrl], [issuerUrl]));
        using var bare = request.Create(issuer, today.AddHours(-1), today.AddDays(1), [1, 2]);
        using var whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}

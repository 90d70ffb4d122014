using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>Whatever text is called a URL, it is one that may be asked, or the sender is told.</summary>
public sealed class ImageUrlTests
{
    private static readonly ImageHosts Every = new([]), Named = new(["*.example", "[::1]:81", "a:8443"]);

    private static Gen<string> Pieces => Gen.Elements("http", "https", "HTTP", "ftp", "file", ":", "//", "/", "\\", "@",
        "a", "example", ".", "。", "xn--", "xn--a", "ä", "İ", "\u00ad", "１２７", "127.1", "0x7f", "[", "]", "::1", "%",
        "%00", "%2e", "?", "#", " ", "\t", "\n", "\0", "\ud800", "80", "65536", "-", "*", "..", new string('a', 64));

    private static Arbitrary<string> Texts => Gen.OneOf(
        Pieces.ListOf().Select(string.Concat),
        Pieces.ListOf().Select(pieces => $"http://{string.Concat(pieces)}/"),
        Pieces.ListOf().Select(pieces => $"https://{string.Concat(pieces)}.example/")).ToArbitrary();

    [Property(MaxTest = 5000)]
    public Property Any_text_is_a_URL_of_the_web_or_told() => Prop.ForAll(Texts, text =>
    {
        foreach (var hosts in (ImageHosts[])[Every, Named])
        {
            Uri url;
            try
            {
                url = ImageUrl.Of(text, hosts);
            }
            catch (RequestProblem problem)
            {
                problem.Status.ShouldBeOneOf(400, 403);
                continue;
            }
            url.Scheme.ShouldBeOneOf("http", "https");
            url.UserInfo.ShouldBeEmpty();
            url.IdnHost.ShouldNotBeEmpty();
            url.DnsSafeHost.ShouldNotBeEmpty();
            (hosts == Named || url.IsDefaultPort).ShouldBeTrue();
            ImageUrl.Redirected(new("https://a.example/"), url, Every)?.Scheme.ShouldBe("https");
        }
    });

    [Property(MaxTest = 2000)]
    public Property Any_text_is_a_host_or_told() => Prop.ForAll(Pieces.ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            if (ImageHosts.IsHost(text)) new ImageHosts([text]).Allow(new("http://other.invalid/")).ShouldBeFalse();
            else Should.Throw<ArgumentException>(() => new ImageHosts([text]));
        });

    [Fact]
    public Task A_name_that_is_too_long_leads_nowhere() => Should.ThrowAsync<SocketException>(
        new SystemNetwork().ResolveAsync(string.Join('.', Enumerable.Repeat(new string('a', 60), 6))));
}

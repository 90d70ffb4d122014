using System.Net;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>Addresses that only a machine, a site or a cloud can reach are not public, however written.</summary>
public sealed class PublicAddressTests
{
    private static readonly Gen<byte> AnyByte = ArbMap.Default.GeneratorFor<byte>();

    /// <summary>IPv4 addresses, half of them near the ends of a special network.</summary>
    private static Arbitrary<uint> Addresses4 => Gen.OneOf(
        AnyByte.ArrayOf(4).Select(Number),
        from network in Gen.Elements(Networks4)
        from end in Gen.Elements(0u, uint.MaxValue >> network.Prefix)
        from step in Gen.Choose(-2, 2)
        select unchecked(network.First + end + (uint)step)).ToArbitrary();

    private static Arbitrary<IPAddress> Addresses6 => Gen.OneOf(
        AnyByte.ArrayOf(16).Select(bytes => new IPAddress(bytes)),
        from start in Gen.Elements("2000::", "2001::", "2001:db8::", "2002::", "2606:4700::", "3fff::", "64:ff9b:1::",
            "fc00::", "fd00:ec2::", "fe80::", "fec0::", "ff02::", "::", "::ffff:0:0:0", "100::", "5f00::")
        from rest in AnyByte.ArrayOf(10)
        select new IPAddress([.. IPAddress.Parse(start).GetAddressBytes()[..6], .. rest])).ToArbitrary();

    // First address and length of the prefix, as numbers: written apart from the networks of the product.
    private static readonly (uint First, int Prefix)[] Networks4 =
    [
        (Of(0, 0, 0, 0), 8), (Of(10, 0, 0, 0), 8), (Of(100, 64, 0, 0), 10), (Of(127, 0, 0, 0), 8),
        (Of(168, 63, 129, 16), 32), (Of(169, 254, 0, 0), 16), (Of(172, 16, 0, 0), 12), (Of(192, 0, 0, 0), 24),
        (Of(192, 0, 2, 0), 24), (Of(192, 88, 99, 0), 24), (Of(192, 168, 0, 0), 16), (Of(198, 18, 0, 0), 15),
        (Of(198, 51, 100, 0), 24), (Of(203, 0, 113, 0), 24), (Of(224, 0, 0, 0), 4), (Of(240, 0, 0, 0), 4),
    ];

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("93.184.216.34")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:80b::200e")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Public(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("168.63.129.16")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:0:808:808::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("2606:4700::1%1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    [InlineData("2606:4700::5efe:10.0.0.1")]
    [InlineData("2606:4700::200:5efe:10.0.0.1")]
    public void Not_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeFalse();

    [Property(MaxTest = 3000)]
    public Property An_IPv4_address_is_public_where_no_special_network_has_it() => Prop.ForAll(Addresses4, number =>
        PublicAddress.Is(Address(number)) == !IsSpecial(number));

    [Property(MaxTest = 3000)]
    public Property An_IPv4_address_inside_of_IPv6_is_what_it_is_by_itself_or_not_public() =>
        Prop.ForAll(Addresses4, number =>
    {
        var bytes = Address(number).GetAddressBytes();
        PublicAddress.Is(Address(number).MapToIPv6()).ShouldBe(!IsSpecial(number));
        PublicAddress.Is(new([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes])).ShouldBe(!IsSpecial(number));
        PublicAddress.Is(new([0x20, 0x02, .. bytes, .. new byte[10]])).ShouldBeFalse("6to4");
        PublicAddress.Is(new([0x20, 0x01, 0, 0, .. bytes, .. new byte[8]])).ShouldBeFalse("Teredo's server");
        PublicAddress.Is(new([0x20, 0x01, .. new byte[10], .. bytes.Select(each => (byte)~each)]))
            .ShouldBeFalse("Teredo's client");
        PublicAddress.Is(new([.. new byte[12], .. bytes])).ShouldBeFalse("IPv4-compatible");
        PublicAddress.Is(new([.. new byte[8], 0xff, 0xff, 0, 0, .. bytes])).ShouldBeFalse("translated");
        PublicAddress.Is(new([0x2a, .. new byte[9], 0x5e, 0xfe, .. bytes])).ShouldBeFalse("ISATAP");
    });

    [Property(MaxTest = 3000)]
    public Property An_IPv6_address_outside_of_what_is_given_out_is_not_public() => Prop.ForAll(Addresses6, address =>
    {
        var bytes = address.GetAddressBytes();
        var hidesIPv4 = bytes[..12] is [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
            or [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];
        if (hidesIPv4) return;
        var isKept = (bytes[0] & 0xe0) != 0x20
            || bytes is [0x20, 0x01, < 0x02, ..] or [0x20, 0x01, 0x0d, 0xb8, ..] or [0x20, 0x02, ..]
                or [0x3f, 0xff, < 0x10, ..]
            || bytes[8..12] is [0 or 2, 0, 0x5e, 0xfe];
        PublicAddress.Is(address).ShouldBe(!isKept, address.ToString());
    });

    [Fact]
    public void This_machines_own_address_is_known()
    {
        SystemNetwork.IsOwn(IPAddress.Loopback).ShouldBeTrue();
        SystemNetwork.IsOwn(IPAddress.Parse("8.8.8.8")).ShouldBeFalse();
    }

    [Fact]
    public async Task This_machines_own_address_is_not_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await Should.ThrowAsync<SocketException>(async () =>
            await new SystemNetwork().ConnectAsync((IPEndPoint)listener.LocalEndpoint, CancellationToken.None));
        listener.Pending().ShouldBeFalse();
    }

    private static bool IsSpecial(uint number) => Array.Exists(Networks4, network =>
        (number ^ network.First) >> (32 - network.Prefix) == 0 && (network.Prefix < 32 || number == network.First));

    private static uint Of(byte a, byte b, byte c, byte d) => Number([a, b, c, d]);

    private static uint Number(byte[] bytes) => ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8)
        | bytes[3];

    private static IPAddress Address(uint number) =>
        new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}

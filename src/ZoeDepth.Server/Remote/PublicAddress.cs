using System.Net;
using System.Net.Sockets;

namespace ZoeDepth.Server;

/// <summary>
/// Which addresses belong to the public internet. Everything that IANA's registries of special-purpose addresses keep
/// for a machine, a site, a provider, a test or a text is not, nor is what a cloud answers its own machines at.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special4 = Networks(
        "0.0.0.0/8",        // this network, unspecified
        "10.0.0.0/8",       // private
        "100.64.0.0/10",    // behind a provider's NAT; Alibaba's metadata
        "127.0.0.0/8",      // loopback
        "168.63.129.16/32", // Azure's own services, for its machines alone
        "169.254.0.0/16",   // link-local; metadata of most clouds
        "172.16.0.0/12",    // private
        "192.0.0.0/24",     // protocol assignments; Oracle's metadata
        "192.0.2.0/24",     // documentation
        "192.88.99.0/24",   // relays of 6to4
        "192.168.0.0/16",   // private
        "198.18.0.0/15",    // benchmarks
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",   // documentation
        "224.0.0.0/4",      // multicast
        "240.0.0.0/4");     // reserved, broadcast

    /// <summary>All of IPv6 that is given out to the public; loopback, local ones and multicast lie outside.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 = Networks(
        "2001::/23",        // protocol assignments: Teredo, which hides an IPv4 address, benchmarks, ORCHID
        "2001:db8::/32",    // documentation
        "2002::/16",        // 6to4, which hides an IPv4 address
        "3fff::/20");       // documentation

    /// <summary>NAT64 leads to the IPv4 address in the last four bytes.</summary>
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is one of the public internet.</summary>
    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Special4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => address.ScopeId == 0 && IsPublic6(address),
        _ => false,
    };

    private static bool IsPublic6(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address)) return Is(new IPAddress(bytes.AsSpan(12)));
        return Global6.Contains(address) && !Special6.Any(network => network.Contains(address)) && !IsIsatap(bytes);
    }

    /// <summary>ISATAP: a machine's tunnel to the IPv4 address in the last four bytes, under any prefix.</summary>
    private static bool IsIsatap(ReadOnlySpan<byte> address) =>
        address[8..12] is [0x00 or 0x02, 0x00, 0x5E, 0xFE];

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(IPNetwork.Parse)];
}

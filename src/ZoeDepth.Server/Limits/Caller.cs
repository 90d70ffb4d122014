using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>Who asks.</summary>
/// <param name="Key">what the key that was sent is called; null where no keys are asked for</param>
/// <param name="Address">the address; of IPv6 its network of 64 bits, which is what one customer gets</param>
internal sealed record Caller(string? Key, string Address)
{
    private const int BytesOfNetwork = 8;

    /// <summary>What tells callers apart: the key, or else the address.</summary>
    public string Name => Key is null ? Address : $"key {Key}";

    /// <summary>Who sent a request, as far as it is known yet.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? new(null, AddressOf(context));

    /// <summary>Where a request comes from.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes(), 0,
            BytesOfNetwork),
        IPAddress address => address.ToString(),
    };
}

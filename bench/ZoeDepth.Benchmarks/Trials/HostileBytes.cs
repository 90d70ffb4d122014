using System.Text;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>What comes to a port and is no HTTP, or no longer.</summary>
internal static class HostileBytes
{
    /// <summary>The bytes of one connection.</summary>
    public static byte[] Next(Random random) => random.Next(10) switch
    {
        0 => [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, .. Junk(random, 200)],
        1 => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(),
        2 => Junk(random, random.Next(2000)),
        3 => Text("POST /v1/depth HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"),
        4 => Text("POST /v1/depth HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999\r\n\r\n"),
        5 => Text("POST /v1/depth HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n" +
            $"Content-Type: image/png\r\n\r\n{random.Next():x}zz\r\n"),
        6 => Text("POST /v1/depth HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n" +
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/models HTTP/1.1\r\n\r\n"),
        7 => Text($"GET /{new string('a', random.Next(9000, 20_000))} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        8 => Text($"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('h', random.Next(33_000, 60_000))}\r\n\r\n"),
        _ => Text($"{(char)random.Next(1, 32)}GET / HTTP/9.{random.Next(10)}\r\n\0: \0\r\n\r\n"),
    };

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Junk(Random random, int length)
    {
        var junk = new byte[length];
        random.NextBytes(junk);
        return junk;
    }
}

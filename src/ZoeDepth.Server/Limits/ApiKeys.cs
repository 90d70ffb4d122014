using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>Keys that open the service: hashes, all compared in the same time.</summary>
internal sealed class ApiKeys
{
    private const string Scheme = "Bearer ";
    private const int LongestKey = 512;

    private readonly List<(string Name, byte[] Hash)> _keys = [];

    /// <exception cref="ArgumentException">a line is not <c>NAME HASH</c></exception>
    public ApiKeys(IEnumerable<string> lines)
    {
        foreach (var (number, line) in lines.Index())
        {
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#')) continue;
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2 || parts[1].Length != 2 * SHA256.HashSizeInBytes
                || !parts[1].All(char.IsAsciiHexDigit))
                throw new ArgumentException(
                    $"line {number + 1} of the API keys is no NAME HASH, the hash being the key's SHA-256 in 64 " +
                    "hexadecimal digits (printf %s KEY | sha256sum)");
            _keys.Add((parts[0], Convert.FromHexString(parts[1])));
        }
    }

    /// <summary>Whether anybody is asked for a key.</summary>
    public bool AreAsked => _keys.Count > 0;

    /// <summary>The line of a key, for tests and for a key that stands in the environment.</summary>
    public static string LineOf(string name, string key) =>
        $"{name} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";

    /// <summary>Whose key a request carries; null where no keys are asked for.</summary>
    /// <exception cref="RequestProblem">401: none, or another</exception>
    public string? NameOf(HttpRequest request)
    {
        if (!AreAsked) return null;
        var authorization = request.Headers.Authorization.ToString();
        var key = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim() : request.Headers["X-Api-Key"].ToString();
        if (key.Length is 0 or > LongestKey)
            throw Refused("this service asks for a key: send it as Authorization: Bearer KEY, or X-Api-Key");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        string? found = null;
        foreach (var (name, known) in _keys)
            if (CryptographicOperations.FixedTimeEquals(known, hash)) found = name;
        return found ?? throw Refused("this key does not open this service");
    }

    private static RequestProblem Refused(string detail) => new(StatusCodes.Status401Unauthorized, detail);
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZoeDepth.Testing.Hub;

/// <summary>A repository of <see cref="HubServer"/>: one commit, at the end of the branch <c>main</c>.</summary>
/// <param name="commit">40 hexadecimal digits</param>
/// <param name="files">its files; those of weights are kept in the store, as git LFS keeps them</param>
public sealed class HubRepo(string commit, IReadOnlyDictionary<string, byte[]> files)
{
    /// <summary>A commit of 40 equal digits.</summary>
    public static string CommitOf(char digit) => new(digit, 40);

    /// <summary>The files of a model folder.</summary>
    public static HubRepo OfFolder(string folder, char digit = 'a') => new(CommitOf(digit),
        new[] { "config.json", "preprocessor_config.json", "model.safetensors" }
            .ToDictionary(name => name, name => System.IO.File.ReadAllBytes(Path.Combine(folder, name))));

    /// <summary>The commit.</summary>
    public string Commit { get; } = commit;

    /// <summary>Branches and tags that are at it.</summary>
    public IReadOnlyList<string> Names { get; init; } = ["main"];

    /// <summary>The files.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; } = files;

    /// <summary>The hash the hub states for a file.</summary>
    public string HashOf(string name) => IsLarge(name) ? Sha256(Files[name]) : GitSha1(Files[name]);

    /// <summary>SHA-256, small letters.</summary>
    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Git's name of a blob.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "git names blobs by SHA-1")]
    public static string GitSha1(byte[] bytes) => Convert.ToHexStringLower(SHA1.HashData(
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {bytes.Length}\0")), .. bytes]));

    /// <summary>What the hub's API answers.</summary>
    public HubAnswer Listing(string revision) => !Names.Contains(revision) && revision != Commit
        ? HubAnswer.Of(404, ("X-Error-Code", "RevisionNotFound"), ("X-Error-Message", $"Invalid rev id: {revision}"))
        : new HubAnswer(200, JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = "somebody/something",
            sha = Commit,
            siblings = Files.Keys.Prepend("README.md").Select(name => new { rfilename = name }),
        }), ("Content-Type", "application/json"));

    /// <summary>What it answers for a file: its bytes, or where in the store they are.</summary>
    public HubAnswer File(string asked, string name, Uri store, long from)
    {
        if ((asked != Commit && asked != "main") || !Files.TryGetValue(name, out var bytes))
            return HubAnswer.Of(404, ("X-Error-Code", "EntryNotFound"), ("X-Error-Message", "Entry not found"));
        if (!IsLarge(name))
            return HubServer.Part(bytes, from, ("X-Repo-Commit", Commit), ("ETag", $"\"{GitSha1(bytes)}\""));
        return HubAnswer.Of(302, ("X-Repo-Commit", Commit), ("X-Linked-Etag", $"\"{Sha256(bytes)}\""),
            ("X-Linked-Size", $"{bytes.Length}"), ("ETag", "\"another mark\""),
            ("Location", $"{store}lfs/{Sha256(bytes)}/{name}?signature=secret-signature"));
    }

    /// <summary>What the store holds under a path.</summary>
    public byte[]? Stored(string path) => path.Trim('/').Split('/') is ["lfs", var hash, var name]
        && Files.TryGetValue(name, out var bytes) && Sha256(bytes) == hash ? bytes : null;

    private static bool IsLarge(string name) => !name.EndsWith(".json", StringComparison.Ordinal);
}

using System.Text.Json;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ZoeDepth.Cache;
using ZoeDepth.Hub.Repositories;

namespace ZoeDepth.Hub.Tests;

/// <summary>
/// Answers nobody meant: a result or a <see cref="HubException"/> comes out, and no name leads elsewhere.
/// </summary>
public sealed class HostileAnswerTests : IDisposable
{
    private static readonly Uri Address = new("https://huggingface.co/api/models/a/b/revision/main");
    private static readonly RepoName Name = new("a", "b");

    private static readonly string[] Shards =
        ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_listings_are_read_or_refused()
    {
        var listing = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = "a/b",
            sha = new string('a', 40),
            siblings = Shards.Append("config.json").Append("../../evil").Select(name => new { rfilename = name }),
        });
        var others = new[] { "null"u8.ToArray(), "\"\\ud800\""u8.ToArray(), "[{}]"u8.ToArray(), "../"u8.ToArray() };
        TestContext.Current.SendDiagnosticMessage(FuzzRun.Read<HubException>("a hub's listing",
            random => FileDamage.Of(listing, others, random), (bytes, _) =>
            {
                var read = RepoListing.Read(bytes, Address);
                RepoRevision.IsCommit(read.Commit).ShouldBeTrue();
                try
                {
                    ModelFileNames.Weights.ShouldContain(ModelFileSelection.WeightsOf(read, Name));
                }
                catch (HubException refusal)
                {
                    refusal.Message.ShouldNotContain('\u001b');
                }
            }));
    }

    [Fact]
    public void Damaged_indexes_are_read_or_refused()
    {
        var index = JsonSerializer.SerializeToUtf8Bytes(new
        {
            metadata = new { total_size = 10 },
            weight_map = new { a = Shards[0], b = Shards[1], c = Shards[0] },
        });
        var others = new[] { "../../x"u8.ToArray(), "\u0000"u8.ToArray(), "C:\\"u8.ToArray(), "{\"a\":1}"u8.ToArray() };
        var listing = new RepoListing(new string('a', 40), Shards);
        var path = _folder.File("index.json");
        TestContext.Current.SendDiagnosticMessage(FuzzRun.Read<HubException>("an index of shards",
            random => FileDamage.Of(index, others, random), (bytes, _) =>
            {
                File.WriteAllBytes(path, bytes);
                ModelFileSelection.ShardsOf(path, "model.safetensors.index.json", listing, Name)
                    .ShouldAllBe(shard => Shards.Contains(shard));
            }));
    }

    [Property(MaxTest = 2000)]
    public void No_text_becomes_a_path_elsewhere(string? text)
    {
        text ??= "";
        var repo = new CachedRepo(_folder.Path, Name);
        if (RepoRevision.IsValid(text))
            Path.GetFullPath(repo.Reference(text)).ShouldStartWith(repo.References + Path.DirectorySeparatorChar);
        if (RepoName.Parse(text) is { } name)
            Path.GetDirectoryName(Path.GetFullPath(new CachedRepo(_folder.Path, name).Folder)).ShouldBe(_folder.Path);
        if (ContentHash.Parse(text) is { } hash)
            Path.GetDirectoryName(Path.GetFullPath(Path.Combine(repo.Blobs, hash.Hex))).ShouldBe(repo.Blobs);
    }

    [Property(MaxTest = 500)]
    public FsCheck.Property Nor_does_one_of_dots_and_slashes() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements('.', '/', '\\', 'a', ':', '-', '~', '\n')).Select(letters => new string(letters))
            .ToArbitrary(), text => No_text_becomes_a_path_elsewhere(text));
}

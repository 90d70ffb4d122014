using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ZoeDepth.Synthetic.Tests;

/// <summary>
/// The same pictures on every machine, today and tomorrow: <c>frozen.txt</c> holds a SHA-256 of one small picture and
/// its depth for each family. A change of the world is a change of that file, to be seen in review.
/// </summary>
public sealed class FrozenPicturesTests
{
    private static readonly SampleOptions Small = new() { Width = 64, Height = 48 };

    private static string Frozen =>
        Path.Combine(Goldens.RepositoryRoot, "tests", "ZoeDepth.Synthetic.Tests", "frozen.txt");

    [Fact]
    public void Every_family_gives_the_picture_it_gave_when_it_was_frozen()
    {
        var now = SyntheticWorld.Families.Select(family =>
            $"{family} {Digest(SyntheticWorld.Generate(family, 1, Small))}").ToList();
        var then = File.Exists(Frozen) ? File.ReadAllLines(Frozen) : [];
        now.Except(then)
            .ShouldBeEmpty(
                $"if these families were changed on purpose, write these lines into {Path.GetFileName(Frozen)}");
        then.Except(now).ShouldBeEmpty("families that are gone, or lines that no longer hold");
    }

    [Fact]
    public void A_picture_says_which_seed_and_camera_it_is_of()
    {
        var sample = SyntheticWorld.Generate("corridor", 3, Small);
        (sample.Family, sample.Seed, sample.Domain, sample.Width, sample.Height)
            .ShouldBe(("corridor", 3UL, Domain.Indoor, 64, 48));
        sample.Intrinsics.CenterX.ShouldBe(32);
        sample.Pose.Length.ShouldBe(12);
        sample.Normals.ShouldBeNull();
    }

    [Fact]
    public void Other_seeds_families_and_sizes_give_other_pictures()
    {
        var one = Digest(SyntheticWorld.Generate("corridor", 3, Small));
        Digest(SyntheticWorld.Generate("corridor", 4, Small)).ShouldNotBe(one);
        Digest(SyntheticWorld.Generate("office", 3, Small)).ShouldNotBe(one);
        Digest(SyntheticWorld.Generate("corridor", 3, Small with { Height = 52 })).ShouldNotBe(one);
        Digest(SyntheticWorld.Generate("corridor", 3, Small)).ShouldBe(one);
    }

    [Fact]
    public void Geometry_on_request_changes_neither_picture_nor_depth()
    {
        var sample = SyntheticWorld.Generate("kitchen", 5, Small with { WithGeometry = true });
        Digest(sample).ShouldBe(Digest(SyntheticWorld.Generate("kitchen", 5, Small)));
        sample.Normals!.Length.ShouldBe(3 * 64 * 48);
        sample.PartNames.Count.ShouldBeGreaterThan(5);
        sample.Parts!.ShouldAllBe(part => part >= -1 && part < sample.PartNames.Count);
    }

    private static string Digest(Sample sample)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(sample.Picture.Data);
        hash.AppendData(MemoryMarshal.AsBytes(sample.Depth.AsSpan()));
        hash.AppendData([(byte)sample.JpegQuality]);
        return Convert.ToHexString(hash.GetHashAndReset()).ToLower(CultureInfo.InvariantCulture);
    }
}

using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Synthetic.Tests.Datasets;

public sealed class ManifestTests : IDisposable
{
    private static readonly ManifestEntry Entry = new()
    {
        Image = "shards/00000/00000000.jpg",
        Depth = "shards/00000/00000000.depth.png",
        Scale = 1000,
        Domain = Domain.Indoor,
        Family = "cave",
        Intrinsics = new ManifestIntrinsics(20, 20, 12, 8),
        Width = 24,
        Height = 16,
        Pose = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
        Seed = 7,
        MinDepth = 0.5f,
        MaxDepth = 9,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_says_everything_and_nothing_of_kinds_when_depth_is_metric() =>
        Encoding.UTF8.GetString(Entry.ToLine()).ShouldBe(
            """
            {"image":"shards/00000/00000000.jpg","depth":"shards/00000/00000000.depth.png","scale":1000,
            "domain":"indoor","family":"cave","intrinsics":{"fx":20,"fy":20,"cx":12,"cy":8},"width":24,"height":16,
            "pose":[1,0,0,0,0,1,0,0,0,0,1,0],"seed":7,"minDepth":0.5,"maxDepth":9}
            """.ReplaceLineEndings("") + "\n");

    [Fact]
    public void A_line_of_another_kind_says_which_whether_it_is_disparity_and_what_is_added() =>
        Encoding.UTF8.GetString((Entry with { Kind = "stereo", Disparity = true, Offset = -0.25 }).ToLine())
            .ShouldContain("\"scale\":1000,\"offset\":-0.25,\"kind\":\"stereo\",\"disparity\":true,\"domain\"");

    [Property(MaxTest = 300)]
    public Property Whatever_is_written_is_read_back_as_any_manifest_is()
    {
        var names = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(name => name.Get)
            .Where(name => !HasSurrogate(name));
        var parts = names.Select(name =>
            string.Concat(name.Where(letter => letter is not ('/' or '\\' or ':') && !char.IsControl(letter))))
            .Where(name => name is not ("" or "." or ".."));
        var numbers = ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get);
        var positive = numbers.Select(number => Math.Abs(number) + 1e-3).Where(double.IsFinite);
        var entries =
            from path in parts.NonEmptyListOf()
            from family in names
            from scale in positive
            from focal in positive
            from size in Gen.Choose(1, 65535).Two()
            from pose in numbers.ArrayOf(12)
            from seed in ArbMap.Default.GeneratorFor<ulong>()
            from far in positive.Where(metres => metres < float.MaxValue)
            from kind in Gen.Elements(Enum.GetValues<DepthKind>())
            from offset in numbers.Where(double.IsFinite)
            select Entry with
            {
                Image = Path(path),
                Depth = $"{Path(path)}.png",
                Scale = scale,
                Offset = kind.IsInMetres() ? 0 : offset,
                Kind = kind == DepthKind.Metric ? null : kind.Name(),
                Disparity = kind.IsDisparity(),
                Domain = (Domain)(seed % 2),
                Family = family,
                Intrinsics = new ManifestIntrinsics(focal, focal, pose[0], pose[1]),
                Width = size.Item1,
                Height = size.Item2,
                Pose = pose,
                Seed = seed,
                MinDepth = (float)far / 2,
                MaxDepth = (float)far,
            };
        return Prop.ForAll(Arb.From(entries.ListOf()), written =>
        {
            var path = _folder.Write("m.jsonl", written.SelectMany(entry => entry.ToLine()).ToArray());
            var read = ReadBack.Records(path);
            return read.Count == written.Count && read.Zip(written).All(pair => Says(pair.First, pair.Second));
        });

        static string Path(IEnumerable<string> parts) =>
            string.Join('/', parts.Take(20).Select(part => part[..Math.Min(40, part.Length)])
                .Select(part => part is "." or ".." ? "x" : part));
    }

    private static bool Says(ManifestRecord line, ManifestEntry entry) =>
        (line.Image, line.Depth, line.Scale, line.Offset) == (entry.Image, entry.Depth, entry.Scale, entry.Offset)
        && line.Kind.Name() == (entry.Kind ?? "metric")
        && (line.Domain, line.Family) == (entry.Domain, entry.Family)
        && (line.Width, line.Height) == (entry.Width, entry.Height)
        && line.Camera == new PinholeCamera(
            entry.Intrinsics.Fx, entry.Intrinsics.Fy, entry.Intrinsics.Cx, entry.Intrinsics.Cy)
        && JsonSerializer.Deserialize<double[]>(line.OtherFields()["pose"])!.SequenceEqual(entry.Pose)
        && ulong.Parse(line.OtherFields()["seed"], System.Globalization.CultureInfo.InvariantCulture) == entry.Seed
        && ((float)line.Number("minDepth"), (float)line.Number("maxDepth")) == (entry.MinDepth, entry.MaxDepth);

    // Half of a pair is no text, and no UTF-8 holds it.
    private static bool HasSurrogate(string text) => text.Any(char.IsSurrogate);
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Datasets;

public sealed class ManifestTests : IDisposable
{
    private const string Good = """
        {"image":"shards/00000/00000000.jpg","depth":"shards/00000/00000000.depth.png","scale":1000,"domain":"indoor","family":"cave",
        "intrinsics":{"fx":20,"fy":20,"cx":12,"cy":8},"width":24,"height":16,"pose":[1,0,0,0,0,1,0,0,0,0,1,0],"seed":7,"minDepth":0.5,"maxDepth":9}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Line(string text) => text.ReplaceLineEndings("");

    private List<ManifestEntry> Read(string text)
    {
        _folder.Write("manifest.jsonl", Encoding.UTF8.GetBytes(text));
        return [.. new DatasetReader(_folder.Path).Entries()];
    }

    private string Problem(string text) => Should.Throw<DatasetException>(() => Read(text)).Message;

    [Fact]
    public void A_line_says_everything()
    {
        var entry = Read($"{Line(Good)}\n").Single();
        (entry.Image, entry.Depth).ShouldBe(("shards/00000/00000000.jpg", "shards/00000/00000000.depth.png"));
        (entry.Scale, entry.Domain, entry.Family).ShouldBe((1000, Domain.Indoor, "cave"));
        (entry.Width, entry.Height, entry.Seed, entry.MinDepth, entry.MaxDepth).ShouldBe((24, 16, 7UL, 0.5f, 9f));
        entry.Intrinsics.ShouldBe(new ManifestIntrinsics(20, 20, 12, 8));
        (entry.Kind, entry.Disparity, entry.Offset)
            .ShouldBe((DepthKind.Metric, false, 0), "a line of metric depth has none of them");
        Encoding.UTF8.GetString(entry.ToLine()).ShouldBe($"{Line(Good)}\n");
    }

    [Fact]
    public void A_line_of_another_kind_says_which_whether_it_is_disparity_and_what_is_added()
    {
        const string More = "\"scale\":1000,\"offset\":-0.25,\"kind\":\"stereo\",\"disparity\":true";
        var text = Line(Good).Replace("\"scale\":1000", More, StringComparison.Ordinal);
        var entry = Read($"{text}\n").Single();
        (entry.Scale, entry.Offset, entry.Kind, entry.Disparity).ShouldBe((1000, -0.25, DepthKind.Stereo, true));
        Encoding.UTF8.GetString(entry.ToLine()).ShouldBe($"{text}\n");
    }

    [Property(MaxTest = 300)]
    public Property Whatever_is_written_is_read_back()
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
            select new ManifestEntry
            {
                Image = Path(path),
                Depth = $"{Path(path)}.png",
                Scale = scale,
                Offset = kind.IsInMetres() ? 0 : offset,
                Kind = kind,
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
            var lines = written.SelectMany(entry => entry.ToLine()).ToArray();
            var read = ManifestLines.Read(new Drops(lines)).Select(line => DatasetReader.Parse("m", line)).ToList();
            return read.Count == written.Count && read.Zip(written).All(pair => Same(pair.First, pair.Second));
        });

        static string Path(IEnumerable<string> parts) =>
            string.Join('/', parts.Take(20).Select(part => part[..Math.Min(40, part.Length)])
                .Select(part => part is "." or ".." ? "x" : part));

        static bool Same(ManifestEntry a, ManifestEntry b) =>
            a.Pose.SequenceEqual(b.Pose) && a with { Pose = [] } == b with { Pose = [] };
    }

    // Half of a pair is no text, and no UTF-8 holds it.
    private static bool HasSurrogate(string text) => text.Any(char.IsSurrogate);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"image\":\"a.jpg\"}")]
    [InlineData("\u00ff\u00fe")]
    public void A_line_that_is_no_picture_is_named_with_its_number(string line) =>
        Problem($"{Line(Good)}\n{line}\n")
            .ShouldStartWith($"{_folder.File("manifest.jsonl")}, line 2: expected the description of one picture");

    [Theory]
    [InlineData("\"seed\":7", "\"seed\":-7", "seed")]
    [InlineData("\"seed\":7", "\"seed\":7,\"seed\":8", "seed")]
    [InlineData("\"seed\":7", "\"seed\":7,\"colour\":8", "colour")]
    [InlineData("\"seed\":7", "\"seed\":\"7\"", "seed")]
    [InlineData("\"seed\":7,", "", "seed")]
    [InlineData("\"indoor\"", "\"underwater\"", "domain")]
    [InlineData("\"indoor\"", "1", "domain")]
    [InlineData("\"scale\":1000", "\"scale\":1000,\"kind\":\"sonar\"",
        "\"kind\" is one of metric, relative, disparity, stereo, structured-light, lidar, sfm")]
    [InlineData("\"scale\":1000", "\"scale\":1000,\"kind\":1", "\"kind\" is one of metric")]
    [InlineData("\"scale\":1000", "\"scale\":1000,\"kind\":\"stereo\"",
        "\"disparity\" is true of stereo, but false came")]
    [InlineData("\"scale\":1000", "\"scale\":1000,\"disparity\":true",
        "\"disparity\" is false of metric, but true came")]
    [InlineData("\"scale\":1000", "\"scale\":1000,\"offset\":2",
        "\"offset\" is a finite number, 0 where values are metres, but 2 came")]
    [InlineData("\"scale\":1000", "\"scale\":1000,\"kind\":\"sfm\",\"offset\":1e999", "\"offset\" is a finite number")]
    [InlineData("\"cave\"", "\"\"", "\"family\" is a name, but nothing came")]
    [InlineData("\"cave\"", "null", "family")]
    [InlineData("\"scale\":1000", "\"scale\":0", "\"scale\" is units in a metre, above 0, but 0 came")]
    [InlineData("\"scale\":1000", "\"scale\":1e999", "\"scale\" is units in a metre, above 0")]
    [InlineData("\"width\":24", "\"width\":0", "\"width\" is columns, 1 to 65535, but 0 came")]
    [InlineData("\"height\":16", "\"height\":65536", "\"height\" is rows, 1 to 65535, but 65536 came")]
    [InlineData("[1,0,0,0,", "[1,0,0,", "\"pose\" is 12 finite numbers, but 11 numbers came")]
    [InlineData("\"fx\":20", "\"fx\":-20", "\"intrinsics\" is focal lengths above 0")]
    [InlineData("\"maxDepth\":9", "\"maxDepth\":0.1",
        "\"minDepth, maxDepth\" is two depths, the nearer first, but 0.5, 0.1 came")]
    public void A_field_that_cannot_be_is_named(string part, string instead, string text)
    {
        Line(Good).ShouldContain(part);
        var problem = Problem($"{Line(Good).Replace(part, instead, StringComparison.Ordinal)}\n");
        problem.ShouldStartWith($"{_folder.File("manifest.jsonl")}, line 1: ");
        problem.ShouldContain(text);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("shards/../../x.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x.jpg")]
    [InlineData("a\\\\..\\\\x.jpg")]
    [InlineData("a//b.jpg")]
    [InlineData("./a.jpg")]
    [InlineData("a\\u0000.jpg")]
    [InlineData("")]
    public void A_path_that_leads_elsewhere_is_refused(string path)
    {
        Problem($"{Line(Good).Replace("shards/00000/00000000.jpg", path, StringComparison.Ordinal)}\n")
            .ShouldContain("\"image\" is a path that ");
        Problem($"{Line(Good).Replace("shards/00000/00000000.depth.png", path, StringComparison.Ordinal)}\n")
            .ShouldContain("\"depth\" is a path that ");
    }

    [Fact]
    public void A_path_too_long_is_refused_without_repeating_it() =>
        Problem(Line(Good).Replace("shards/00000/00000000.jpg", new string('x', 5000), StringComparison.Ordinal) + "\n")
            .Length.ShouldBeLessThan(400);

    [Fact]
    public void A_manifest_that_ends_within_a_line_says_so() =>
        Problem($"{Line(Good)}\n{Line(Good)}")
            .ShouldContain("line 2: the file ends within the line; run the command that made it again");

    [Fact]
    public void A_line_without_end_is_refused_and_not_held()
    {
        var read = 0L;
        var line = ManifestLines.Read(new Endless(bytes => read += bytes)).Single();
        Should.Throw<DatasetException>(() => DatasetReader.Parse("m", line))
            .Message.ShouldBe("m, line 1: a line has at most 65536 bytes, and this one goes on");
        read.ShouldBeLessThanOrEqualTo(ManifestLines.Longest + 1);
    }

    [Theory]
    [InlineData(65536, true)]
    [InlineData(65537, false)]
    public void The_longest_line_is_read_and_one_byte_more_is_not(int length, bool whole) =>
        ManifestLines.Read(new MemoryStream([.. Enumerable.Repeat((byte)'x', length), (byte)'\n'])).First().State
            .ShouldBe(whole ? ManifestLineState.Whole : ManifestLineState.TooLong);

    [Fact]
    public void A_manifest_that_is_not_there_is_named() =>
        Should.Throw<IOException>(() => new DatasetReader(_folder.File("nowhere")).Entries()
            .ToList()).Message.ShouldContain("manifest.jsonl");

    /// <summary>Gives seven bytes at a time.</summary>
    private sealed class Drops(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(7, count));
    }

    private sealed class Endless(Action<int> gave) : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            gave(count);
            return count;
        }
    }
}

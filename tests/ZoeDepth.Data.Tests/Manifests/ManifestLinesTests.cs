using System.Text;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Data.Tests.Manifests;

public sealed class ManifestLinesTests
{
    [Fact]
    public void Lines_come_whole_however_the_stream_cuts_them()
    {
        var lines = Enumerable.Range(0, 40).Select(i => new string((char)('a' + (i % 26)), i * 7)).ToList();
        var stream = new Drops(Encoding.UTF8.GetBytes($"{string.Join('\n', lines)}\nlast"));
        var read = ManifestLines.Read(stream)
            .Select(line => (line.Number, Encoding.UTF8.GetString(line.Bytes.Span), line.State)).ToList();
        read.ShouldBe(lines.Select((text, i) => (i + 1, text, ManifestLineState.Whole))
            .Append((41, "last", ManifestLineState.Cut)));
    }

    [Fact]
    public void A_line_without_end_is_not_held()
    {
        var read = 0L;
        ManifestLines.Read(new Endless(bytes => read += bytes)).Single().State.ShouldBe(ManifestLineState.TooLong);
        read.ShouldBeLessThanOrEqualTo(ManifestLines.Longest + 1);
    }

    [Theory]
    [InlineData(65536, true)]
    [InlineData(65537, false)]
    public void The_longest_line_is_read_and_one_byte_more_is_not(int length, bool whole) =>
        ManifestLines.Read(new MemoryStream([.. Enumerable.Repeat((byte)'x', length), (byte)'\n'])).First().State
            .ShouldBe(whole ? ManifestLineState.Whole : ManifestLineState.TooLong);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("shards/../../x.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x.jpg")]
    [InlineData("a\\..\\x.jpg")]
    [InlineData("a//b.jpg")]
    [InlineData("./a.jpg")]
    [InlineData("a\0.jpg")]
    [InlineData("")]
    public void A_path_that_leads_elsewhere_is_refused(string path) =>
        Should.Throw<FormatException>(() => ManifestPath.Check("depth", path))
            .Message.ShouldContain("\"depth\" is a path that ");

    [Fact]
    public void A_path_too_long_is_refused_without_repeating_it() =>
        Should.Throw<FormatException>(() => ManifestPath.Check("image", new string('x', 5000)))
            .Message.Length.ShouldBeLessThan(400);

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

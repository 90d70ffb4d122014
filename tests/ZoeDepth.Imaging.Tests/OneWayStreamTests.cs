using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging.Tests;

/// <summary>What streams that are only read, or only written, refuse.</summary>
public sealed class OneWayStreamTests
{
    [Fact]
    public void A_stream_that_is_read_gives_its_bytes_by_every_call_that_reads()
    {
        using var stream = new Source([1, 2, 3, 4, 5, 6]);
        var buffer = new byte[4];
        stream.Read(buffer, 1, 2).ShouldBe(2);
        buffer.ShouldBe([0, 1, 2, 0]);
        stream.ReadByte().ShouldBe(3);
        stream.Read(buffer.AsSpan(0, 1)).ShouldBe(1);
        buffer[0].ShouldBe((byte)4);
        using var rest = new MemoryStream();
        stream.CopyTo(rest);
        rest.ToArray().ShouldBe([5, 6]);
    }

    [Fact]
    public void A_stream_that_is_written_gets_its_bytes_by_every_call_that_writes()
    {
        using var stream = new Target();
        stream.Write([9, 1, 2, 9], 1, 2);
        stream.WriteByte(3);
        stream.Write([4, 5]);
        stream.Flush();
        stream.Written.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void Everything_else_is_refused()
    {
        using var source = new Source([1]);
        using var target = new Target();
        (source.CanRead, source.CanWrite, source.CanSeek).ShouldBe((true, false, false));
        (target.CanRead, target.CanWrite, target.CanSeek).ShouldBe((false, true, false));
        Should.Throw<NotSupportedException>(() => source.Write([1], 0, 1)).Message.ShouldContain("cannot be written");
        Should.Throw<NotSupportedException>(() => target.Read(new byte[1], 0, 1))
            .Message.ShouldContain("cannot be read");
        foreach (var stream in new Stream[] { source, target })
        {
            Should.Throw<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
            Should.Throw<NotSupportedException>(() => stream.SetLength(1));
            Should.Throw<NotSupportedException>(() => stream.Position = 0);
            Should.Throw<NotSupportedException>(() => stream.Position);
            Should.Throw<NotSupportedException>(() => stream.Length);
        }
    }

    private sealed class Source(byte[] bytes) : OneWayStream
    {
        private int _at;

        public override bool CanRead => true;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, bytes.Length - _at);
            bytes.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }
    }

    private sealed class Target : OneWayStream
    {
        public List<byte> Written { get; } = [];

        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer) => Written.AddRange(buffer);
    }
}

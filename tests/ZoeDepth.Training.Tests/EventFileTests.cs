using System.Buffers.Binary;
using System.Text;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Event files, read back by the format's own description.</summary>
public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Checksums_are_those_of_the_format()
    {
        // CRC-32C of "123456789" is E3069283 (RFC 3720, appendix B.4, has the polynomial); the mask is TensorFlow's.
        var crc = 0xE3069283u;
        EventFile.Checksum("123456789"u8).ShouldBe(unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8));
    }

    [Fact]
    public void A_file_holds_its_version_a_start_and_the_numbers_of_each_step()
    {
        using (var file = new EventFile(_folder.Path, step: 40, TimeProvider.System))
        {
            file.Add(41, ("train/loss", 1.5), ("train/norm", double.NaN));
            file.Add(300, ("indoor/abs_rel", 0.25));
        }
        var path = Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
        Path.GetFileName(path).ShouldStartWith("events.out.tfevents.");
        var events = Records(File.ReadAllBytes(path)).Select(Fields).ToList();
        Encoding.UTF8.GetString(events[0][3]).ShouldBe("brain.Event:2");
        Whole(events[1][2]).ShouldBe(41ul, "what an earlier file says of step 41 and later is forgotten");
        events[1][7].ShouldBe([8, 1]);
        Whole(events[2][2]).ShouldBe(41ul);
        var value = Fields(Fields(events[2][5])[1]);
        Encoding.UTF8.GetString(value[1]).ShouldBe("train/loss");
        BinaryPrimitives.ReadSingleLittleEndian(value[2]).ShouldBe(1.5f);
        Whole(events[3][2]).ShouldBe(300ul);
        Math.Abs(BinaryPrimitives.ReadDoubleLittleEndian(events[3][1]) - DateTimeOffset.UtcNow.ToUnixTimeSeconds())
            .ShouldBeLessThan(600);
        events.Count.ShouldBe(4);
    }

    /// <summary>Records whose checksums hold.</summary>
    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8))
                .ShouldBe(EventFile.Checksum(file.AsSpan(at, 8)));
            var record = file[(at + 12)..(at + 12 + length)];
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)).ShouldBe(EventFile.Checksum(record));
            at += 16 + length;
            yield return record;
        }
    }

    /// <summary>The fields of a protocol buffer by their numbers, each once; whole numbers as their bytes.</summary>
    private static Dictionary<int, byte[]> Fields(byte[] message)
    {
        var fields = new Dictionary<int, byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var (number, wire) = (message[at] >> 3, message[at] & 7);
            at++;
            var length = wire switch { 0 => Varint(message, at), 1 => 8, 5 => 4, _ => 0 };
            if (wire == 2)
            {
                var prefix = Varint(message, at);
                length = (int)Whole(message[at..(at + prefix)]);
                at += prefix;
            }
            fields.Add(number, message[at..(at + length)]);
            at += length;
        }
        return fields;
    }

    private static int Varint(byte[] bytes, int at)
    {
        var length = 1;
        while (bytes[at + length - 1] >= 0x80) length++;
        return length;
    }

    private static ulong Whole(byte[] bytes) =>
        bytes.Select((value, i) => (ulong)(value & 0x7F) << (7 * i)).Aggregate((a, b) => a | b);
}

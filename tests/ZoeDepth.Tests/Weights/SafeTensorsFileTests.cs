using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Reading safetensors files; the golden family <c>pt</c> has the long list of broken ones.</summary>
public sealed class SafeTensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SafeTensorsFile Open(byte[] bytes) => SafeTensorsFile.Open(_folder.Write("model.safetensors", bytes));

    private string Refused(byte[] bytes)
    {
        var error = Should.Throw<CheckpointException>(() => Open(bytes));
        error.File.ShouldBe(_folder.File("model.safetensors"));
        return error.Message[(error.File.Length + 2)..];
    }

    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void Every_16_bit_number_becomes_the_float_it_means(string type)
    {
        var bytes = new byte[2 * 65536];
        for (var i = 0; i < 65536; i++) BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), (ushort)i);
        using var file =
            Open(SafeTensorsFiles.Bytes($$"""{"a":{"dtype":"{{type}}","shape":[65536],"data_offsets":[0,131072]} }""",
                bytes));

        var floats = SafeTensorsFiles.Floats(file, "a");

        for (var i = 0; i < 65536; i++)
        {
            var expected = type == "F16" ? (float)BitConverter.UInt16BitsToHalf((ushort)i)
                : BitConverter.UInt32BitsToSingle((uint)i << 16);
            BitConverter.SingleToUInt32Bits(floats[i]).ShouldBe(BitConverter.SingleToUInt32Bits(expected));
        }
    }

    [Fact]
    public void Doubles_are_rounded_to_the_nearest_float()
    {
        double[] values = [0.1, -1.0 / 3, 1e300, double.NegativeInfinity, 1 + (1.0 / (1 << 25))];
        using var file =
            Open(SafeTensorsFiles.Bytes("""{"a":{"dtype":"F64","shape":[5],"data_offsets":[0,40]}}""",
                [.. values.SelectMany(BitConverter.GetBytes)]));

        SafeTensorsFiles.Floats(file, "a")
            .ShouldBe([0.1f, -1f / 3, float.PositiveInfinity, float.NegativeInfinity, 1f]);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(17)]
    public void Floats_may_stand_at_any_byte(int before)
    {
        var header =
            $$"""{"a":{"dtype":"U8","shape":[{{before}}],"data_offsets":[0,{{before}}]},"b":{"dtype":"F32","shape":[2],"data_offsets":[{{before}},{{before + 8}}]} }""";
        using var file =
            Open(SafeTensorsFiles.Bytes(header,
                [.. new byte[before], .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]));

        SafeTensorsFiles.Floats(file, "b").ShouldBe([1.5f, -2f]);
    }

    [Fact]
    public void An_empty_tensor_and_a_single_number_can_be_opened()
    {
        using var file =
            Open(SafeTensorsFiles.Bytes(
                """{"e":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]},"s":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""",
            BitConverter.GetBytes(7f)));

        SafeTensorsFiles.Floats(file, "e").ShouldBeEmpty();
        SafeTensorsFiles.Floats(file, "s").ShouldBe([7f]);
    }

    [Fact]
    public void Numbers_that_are_no_weights_are_refused_by_name_when_asked_for()
    {
        using var file =
            Open(SafeTensorsFiles.Bytes("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", new byte[8]));

        var error = Should.Throw<CheckpointException>(() => file.Find("a", new Shape(1)));

        error.Fault.ShouldBe(CheckpointFault.Unsupported);
        error.Message.ShouldEndWith(
            ": the tensor 'a' holds I64 elements; weights must be F32, F16, BF16 or F64: convert the checkpoint to " +
            "one of them");
        file.Find("b", new Shape(1)).ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => file.ReadBytes("b")).Message.ShouldEndWith("has no tensor 'b'");
    }

    [Fact]
    public void The_notes_of_the_writer_are_kept()
    {
        using var file = Open(SafeTensorsFiles.Bytes("""{"__metadata__":{"format":"pt"}}"""));

        file.Metadata.ShouldBe(new Dictionary<string, string> { ["format"] = "pt" });
        file.Keys.ShouldBeEmpty();
        file.Tensors.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_open_is_an_error_that_can_be_caught()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere an open file cannot be cut");
        using var file =
            Open(SafeTensorsFiles.Bytes("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""" + "  ",
                [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)]));
        var values = file.Find("a", new Shape(2))!.Values;
        values.Open().Dispose();

        using (var cut = Process.Start("truncate", ["--size=-4", file.Path])) cut.WaitForExit();

        Should.Throw<CheckpointException>(() => values.Open()).Fault.ShouldBe(CheckpointFault.Truncated);
    }

    [Fact]
    public void An_open_file_stays_what_it_was_when_another_takes_its_name()
    {
        using var file =
            Open(SafeTensorsFiles.Bytes("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
                BitConverter.GetBytes(1f)));

        SafeTensorsWriter.Write(file.Path,
            [WritableTensor.Of("a", TensorDataType.F32, [1], BitConverter.GetBytes(2f))]);

        SafeTensorsFiles.Floats(file, "a").ShouldBe([1f]);
        using var again = SafeTensorsFile.Open(file.Path);
        SafeTensorsFiles.Floats(again, "a").ShouldBe([2f]);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head>",
        "not a safetensors file: it is an HTML page: the download met a login or error page instead of the file; " +
        "download it again")]
    [InlineData("\n<html lang=en>",
        "not a safetensors file: it is an HTML page: the download met a login or error page instead of the file; " +
        "download it again")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:1",
        "not a safetensors file: it is a Git LFS pointer, not the file itself: run `git lfs pull` in its folder, or " +
        "download the file")]
    [InlineData("PK\u0003\u0004        ",
        "not a safetensors file: it is a zip archive, as PyTorch checkpoints are: " +
        "give it the ending .pt, .pth or .bin")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j",
        "not a safetensors file: it is a Python pickle, as old PyTorch checkpoints are: " +
        "give it the ending .pt, .pth or .bin")]
    [InlineData("\u0089HDF\r\n\u001a\n",
        "not a safetensors file: it is an HDF5 file, as Keras writes: save the model as safetensors")]
    [InlineData("Entry not found", "not a safetensors file: it is a text, 'Entry not found': download the file again")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008",
        "not a safetensors file: its header would have 578437695752307201 bytes, and 100000000 are allowed")]
    [InlineData("abc",
        "the file has 3 bytes, but a safetensors file begins with the 8 bytes of its header's length; download or " +
        "save it again")]
    [InlineData("\u0040\0\0\0\0\0\0\0{}",
        "the file has 10 bytes, but its header alone takes 72; download or save it again")]
    public void A_file_of_another_kind_is_named(string content, string message) =>
        Refused(Encoding.Latin1.GetBytes(content)).ShouldBe(message);

    [Theory]
    [InlineData("",
        "the safetensors header is damaged: it must begin with '{', but it is empty; download or save the file again")]
    [InlineData(" {}",
        "the safetensors header is damaged: it must begin with '{', but begins with byte 0x20; download or save the " +
        "file again")]
    [InlineData("""{"a":{"dtype":"F31","shape":[],"data_offsets":[0,4]}}""",
        "the tensor 'a' has the number type 'F31'; known are BOOL, U8, I8, F8_E5M2, F8_E4M3, I16, U16, " +
        "F16, BF16, I32, U32, F32, F64, I64, U64")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""",
        "the safetensors header is damaged: shape of 'a' must hold whole numbers from 0, not '1.5'; download or " +
        "save the file again")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""",
        "the safetensors header is damaged: the tensor 'a' has no data_offsets; download or save the file again")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "the safetensors header is damaged: the tensor 'a' has two dtype; download or save the file again")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "the safetensors header is damaged: a name is not valid text; download or save the file again")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""",
        "the tensors do not fit the file: 'a' of type F32 and shape [2] needs 8 bytes, but has 4; download or save " +
        "the file again")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "the tensors do not fit the file: 'a' begins at byte 4, but the tensor before it ends at 0; download or " +
        "save the file again")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "the file ends early: its tensors take 4 bytes, but only 0 are there; download or save it again")]
    public void A_damaged_header_is_refused_with_the_tensor_and_the_reason(string header, string message) =>
        Refused(SafeTensorsFiles.Bytes(header)).ShouldBe(message);

    [Theory, InlineData("shape"), InlineData("data_offsets")]
    public void A_list_without_end_is_refused_at_its_65th_entry(string field)
    {
        var header =
            $$"""{"a":{"dtype":"F32","{{field}}":[{{string.Concat(Enumerable.Repeat("1,", 1_000_000))}}1]} }""";

        // The bytes of the test's own file are made before the measurement.
        var bytes = SafeTensorsFiles.Bytes(header);
        var path = _folder.Write("model.safetensors", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Should.Throw<CheckpointException>(() => SafeTensorsFile.Open(path));
        error.Fault.ShouldBe(CheckpointFault.Limit);
        error.Message.ShouldEndWith($"{field} of 'a' has more than 64 entries; download or save the file again");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(bytes.Length + 1_000_000);
    }

    [Fact]
    public void A_file_that_is_refused_is_not_left_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux lists a process's open files as links");
        Refused(SafeTensorsFiles.Bytes("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", new byte[8]));

        Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget)
            .ShouldNotContain(_folder.File("model.safetensors"));
    }

    [Fact]
    public void A_pipe_is_refused_because_it_cannot_be_mapped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux gives every open pipe a path");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);

        Should.Throw<CheckpointException>(() =>
            SafeTensorsFile.Open($"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}")).Message
            .ShouldEndWith(
                ": it is a pipe or a device, which cannot be mapped into memory; copy its content into a file");
    }

    [Fact]
    public void A_name_of_a_thousand_letters_is_cut_in_the_message()
    {
        var name = new string('n', 1000);

        Refused(SafeTensorsFiles.Bytes($$"""{"{{name}}":5}""")).ShouldBe(
            $"the safetensors header is damaged: the tensor '{name[..117]}...' must be an object with dtype, shape " +
            "and data_offsets; download or save the file again");
    }
}

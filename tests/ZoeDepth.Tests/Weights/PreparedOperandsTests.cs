using System.Text;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Operands packed ahead change no bit of an answer, and no file of them is trusted.</summary>
public sealed class PreparedOperandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public PreparedOperandsTests() => _model = Samples.CopyOfModel("two-heads-kitti", _folder);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<Precision> Precisions => [.. Enum.GetValues<Precision>()];

    private string Prepared => _folder.File("operands");

    private ZoeDepthForDepthEstimation Open(string? prepared, string? folder = null)
    {
        var files = ModelFiles.Open(folder ?? _model);
        var model = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source, prepared);
        // A model of this size has no linear layer that is worth 8 bits.
        foreach (var parameter in model.Parameters)
            if (parameter.IsLinearWeight) parameter.IsQuantized = true;
        return model;
    }

    private string Write(Precision precision)
    {
        using var model = Open(null);
        return model.WritePrepared(Prepared, precision, new Work(2));
    }

    private static float[] Answers(ZoeDepthForDepthEstimation model, Precision precision)
    {
        using var pass = Pass.Inference(work: new Work(2), precision: precision);
        var pixels = pass.New(new Shape(1, 64, 96, 3));
        for (var i = 0; i < pixels.Values.Length; i++) pixels.Values[i] = MathF.Sin(i * 0.1f);
        return [.. Enumerable.Range(0, 2).SelectMany(head =>
            model.Forward(pixels, domain: head).PredictedDepth.Values.ToArray())];
    }

    [Theory, MemberData(nameof(Precisions))]
    public void An_answer_has_the_same_bits_with_and_without_on_every_instruction_set(Precision precision)
    {
        Write(precision);
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            using var without = Open(null);
            using var with = Open(Prepared);
            var expected = Answers(without, precision);
            for (var pass = 0; pass < 3; pass++) Answers(with, precision).ShouldBe(expected, $"{level}, pass {pass}");
            using var ahead = Open(Prepared);
            ahead.Prepare(precision);
            Answers(ahead, precision).ShouldBe(expected);
            (with.PreparedProblem ?? ahead.PreparedProblem).ShouldBeNull();
        }
    }

    [Theory, MemberData(nameof(Precisions))]
    public void Operands_come_from_the_file(Precision precision)
    {
        using var others = ZoeDepthForDepthEstimation.FromConfig(ModelFiles.Open(_model).Config, seed: 3);
        using (var pass = Pass.Inference(precision: precision))
        using (var model = Open(null))
        {
            var path = model.PreparedPath(Prepared, precision)!;
            Directory.CreateDirectory(Prepared);
            var fingerprint = Convert.ToUInt64(Path.GetFileName(path)[..16], 16);
            foreach (var parameter in others.Parameters)
                if (parameter.IsLinearWeight) parameter.IsQuantized = true;
            PreparedFile.Write(path, fingerprint, precision, PreparedForm.NeededBy(pass,
                () => others.ForwardHeads(pass.New(new Shape(1, 64, 64, 3), new float[64 * 64 * 3]))), new Work(2));
        }
        using var without = Open(null);
        using var with = Open(Prepared);
        var (own, deceived) = (Answers(without, precision), Answers(with, precision));
        with.PreparedProblem.ShouldBeNull();
        own.Zip(deceived).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(own.Length / 2,
            "the file holds operands of other weights, as nobody but this test writes them");
    }

    [Fact]
    public void Weights_that_were_written_anew_do_not_find_the_operands_of_the_old_ones()
    {
        var path = Write(Precision.Float32);
        using (var model = Open(Prepared)) model.PreparedPath(Prepared, Precision.Float32).ShouldBe(path);
        var weights = Path.Combine(_model, "model.safetensors");
        File.SetLastWriteTimeUtc(weights, File.GetLastWriteTimeUtc(weights).AddSeconds(1));
        using (var later = Open(Prepared))
        {
            later.PreparedPath(Prepared, Precision.Float32).ShouldNotBe(path);
            later.PreparedProblem.ShouldBeNull();
        }
        var bytes = File.ReadAllBytes(weights);
        var written = File.GetLastWriteTimeUtc(weights).AddSeconds(-1);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        File.SetLastWriteTimeUtc(weights, written);
        using (var changed = Open(Prepared))
            changed.PreparedPath(Prepared, Precision.Float32).ShouldNotBe(path, "of the same length and moment");
    }

    [Fact]
    public void A_damaged_file_is_left_aside_with_a_note_and_answers_stay_what_they_are()
    {
        var path = Write(Precision.BFloat16);
        var sound = File.ReadAllBytes(path);
        using var plain = Open(null);
        var expected = Answers(plain, Precision.BFloat16);
        var header = 8 + (int)BitConverter.ToInt64(sound);
        byte[][] damaged =
        [
            [], sound[..1], sound[..7], sound[..8], sound[..(header - 1)], sound[..header], sound[..^1],
            sound[..(sound.Length / 2)], [.. sound, 0], Flipped(sound, 3), Flipped(sound, 9),
            Flipped(sound, header), Flipped(sound, header + ((sound.Length - header) / 3)),
            Flipped(sound, sound.Length - 1), Changed(sound, "little-endian", "middle-endian"),
            Changed(sound, "panels of 32", "panels of 64"), Changed(sound, "bfloat16", "bfloat99"),
            "<html>not found</html>"u8.ToArray(),
            File.ReadAllBytes(Path.Combine(_model, "model.safetensors")),
        ];
        for (var i = 0; i < damaged.Length; i++)
        {
            File.WriteAllBytes(path, damaged[i]);
            using var model = Open(Prepared);
            for (var pass = 0; pass < 2; pass++)
                Answers(model, Precision.BFloat16).ShouldBe(expected, $"damage {i}, pass {pass}");
            model.PreparedProblem.ShouldNotBeNull($"damage {i}").ShouldContain(path);
            model.PreparedProblem!.ShouldContain("zoedepth models prepare");
        }
        File.WriteAllBytes(path, sound);
        using var again = Open(Prepared);
        Answers(again, Precision.BFloat16).ShouldBe(expected);
        again.PreparedProblem.ShouldBeNull();
    }

    [Fact]
    public void Whatever_happens_to_a_file_no_answer_changes()
    {
        var path = Write(Precision.Int8);
        var sound = File.ReadAllBytes(path);
        using var plain = Open(null);
        var expected = Answers(plain, Precision.Int8);
        var random = new Random(20);
        for (var round = 0; round < 150; round++)
        {
            File.WriteAllBytes(path, FileDamage.Of(sound, [sound, "{}"u8.ToArray()], random, head: 4096));
            using var model = Open(Prepared);
            Answers(model, Precision.Int8).ShouldBe(expected, $"round {round}");
        }
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_open_is_left_aside()
    {
        var path = Write(Precision.Float32);
        using var plain = Open(null);
        using var model = Open(Prepared);
        using (var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            cut.SetLength(cut.Length / 3);
        Answers(model, Precision.Float32).ShouldBe(Answers(plain, Precision.Float32));
        model.PreparedProblem.ShouldNotBeNull().ShouldContain("cut");
    }

    [Fact]
    public void A_file_under_the_name_of_other_weights_is_left_aside()
    {
        var path = Write(Precision.Float32);
        var weights = Path.Combine(_model, "model.safetensors");
        File.SetLastWriteTimeUtc(weights, File.GetLastWriteTimeUtc(weights).AddSeconds(5));
        using var plain = Open(null);
        File.Move(path, plain.PreparedPath(Prepared, Precision.Float32)!);
        using var model = Open(Prepared);
        Answers(model, Precision.Float32).ShouldBe(Answers(plain, Precision.Float32));
        model.PreparedProblem.ShouldNotBeNull().ShouldContain("its weights is");
    }

    [Fact]
    public void A_write_that_is_cancelled_leaves_no_file()
    {
        using var model = Open(null);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() =>
            model.WritePrepared(Prepared, Precision.Float32, new Work(2), cancelled.Token));
        (Directory.Exists(Prepared) ? Directory.GetFileSystemEntries(Prepared) : []).ShouldBeEmpty();
    }

    [Fact]
    public void Weights_that_come_from_no_file_cannot_be_prepared()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(ModelFiles.Open(_model).Config);
        model.PreparedPath(Prepared, Precision.Float32).ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => model.WritePrepared(Prepared, Precision.Float32, new Work(1)));
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        byte[] copy = [.. bytes];
        copy[at] ^= 0x10;
        return copy;
    }

    private static byte[] Changed(byte[] bytes, string text, string other)
    {
        byte[] copy = [.. bytes];
        var at = copy.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));
        at.ShouldBeGreaterThan(0);
        Encoding.ASCII.GetBytes(other).CopyTo(copy, at);
        return copy;
    }
}

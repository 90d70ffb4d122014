using ZoeDepth.Imaging;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Tensors;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Whole networks in another precision than float32.</summary>
public sealed class PrecisionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zoedepth").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Metres_in_bfloat16_are_near_those_in_float32_and_say_so()
    {
        var picture = TinyModels.Picture(57, 71);
        using var floats = DepthEstimator.FromPretrained(TinyModels.Single);
        using var rounded =
            DepthEstimator.FromPretrained(TinyModels.Single, new() { Precision = Precision.BFloat16 });
        DepthMap expected = floats.Estimate(picture), depth = rounded.Estimate(picture);
        depth.Values.ShouldNotBe(expected.Values);
        var mean = expected.Values.Average();
        (depth.Values.Zip(expected.Values, (a, b) => Math.Abs(a - b)).Average() / mean).ShouldBeLessThan(0.05f);
        depth.Plan.Precision.ShouldBe(Precision.BFloat16);
        depth.Plan.Describe()["Precision"].ShouldBe("bfloat16");
        expected.Plan.Describe().ShouldNotContainKey("Precision");
    }

    [Fact]
    public void The_bits_depend_neither_on_threads_nor_on_assembled_tiles_nor_on_packing_ahead()
    {
        var picture = TinyModels.Picture(40, 64);
        float[] Run(int threads, bool prepares = false)
        {
            using var estimator = DepthEstimator.FromPretrained(TinyModels.Single,
                new() { Precision = Precision.BFloat16, Threads = threads });
            if (prepares) estimator.PrepareAsync().GetAwaiter().GetResult();
            return estimator.Estimate(picture).Values;
        }
        var one = Run(1);
        foreach (var threads in new[] { 2, 3 }) Run(threads).ShouldBe(one);
        Run(2, prepares: true).ShouldBe(one);
        using var portable = AssembledTiles.Forbid();
        Run(1).ShouldBe(one);
    }

    [Fact]
    public void A_precision_that_is_none_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            DepthEstimator.FromPretrained(TinyModels.Single, new() { Precision = (Precision)7 })).Message
            .ShouldStartWith("Precision is 7; expected Float32 or BFloat16 or Int8");

    [Fact]
    public async Task One_estimator_answers_in_every_precision_with_the_bits_of_one_opened_for_it()
    {
        var picture = TinyModels.Picture(57, 71);
        var expected = Enum.GetValues<Precision>().ToDictionary(precision => precision, precision =>
        {
            using var estimator =
                DepthEstimator.FromPretrained(TinyModels.Single, new() { Precision = precision });
            return estimator.Estimate(picture).Values;
        });
        using var all = DepthEstimator.FromPretrained(TinyModels.Single, new() { MaxBatch = 4 });
        // Often enough that what is kept from its second use on is kept, and freed, and made again.
        for (var round = 0; round < 3; round++)
            foreach (var (precision, values) in expected)
            {
                var depth = all.Estimate(picture, new() { Precision = precision });
                depth.Values.ShouldBe(values);
                depth.Plan.Precision.ShouldBe(precision);
                all.Estimate(picture).Values.ShouldBe(expected[Precision.Float32]);
            }
        var precisions = Enumerable.Range(0, 24).Select(i => (Precision)(i % 3)).ToArray();
        var depths = await Task.WhenAll(precisions.Select(precision =>
            all.EstimateAsync(picture, new EstimateOptions { Precision = precision })));
        foreach (var (precision, depth) in precisions.Zip(depths)) depth.Values.ShouldBe(expected[precision]);
        Should.Throw<ArgumentException>(() => all.Estimate(picture, new() { Precision = (Precision)7 })).Message
            .ShouldStartWith("the precision is 7; expected Float32 or BFloat16 or Int8");
    }

    [Fact]
    public async Task The_command_line_takes_it_and_files_tell_it()
    {
        var photo = Path.Combine(_folder, "room.png");
        PngEncoder.Save(TinyModels.Picture(40, 64), photo);
        string[] predict = ["predict", photo, "--model", TinyModels.Single];
        (await CommandRun.Of([.. predict, "--precision", "bfloat16"])).Ended(0);
        PngEncoder.ReadText(Path.Combine(_folder, "room.depth.png"))["Precision"].ShouldBe("bfloat16");
        var kept = (await CommandRun.Of([.. predict, "--overwrite", "skip"])).Ended(0);
        (kept.Out + kept.Error).ShouldContain("Precision bfloat16 (now float32)");
        var wrong = await CommandRun.Of([.. predict, "--precision", "float16"]);
        wrong.ExitCode.ShouldNotBe(0);
        wrong.Error.ShouldContain("expects one of float32, bfloat16, int8, but 'float16' came");
    }
}

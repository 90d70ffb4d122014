using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ZoeDepth.Kernels.Attention;
using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Machine;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Benchmarks;

/// <summary>
/// <c>gemm</c>: the products that decide the speed of a pass, in GFLOP/s and as a fraction of what the multiply-add
/// units of this machine can do. The limit is measured around every shape, because clocks and neighbours change from
/// minute to minute. Convolutions have no fraction: Winograd's way does 4 multiplications where the formula has 9, so
/// their GFLOP/s, which count the formula's, say how fast the answer comes and not how busy the units are. Products of
/// bfloat16 may be above the limit, which is that of float32.
/// </summary>
internal static unsafe class GemmBenchmark
{
    private const PanelFormat Rounded = PanelFormat.BFloat16;

    private const string Multiplying = "GFLOP/s", Moving = "GB/s";

    /// <summary>Runs all shapes; the last line is one JSON object.</summary>
    public static int Run(string[] args)
    {
        var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 1.0;
        var work = Work.Default;
        var (one, all) = (MachineLimits.MultiplyAdds(work.Single), MachineLimits.MultiplyAdds(work));
        Console.WriteLine(
            $"{InstructionSet.Level}, {work.Threads} threads; multiply-add limit {one:F0} GFLOP/s on 1 thread, " +
            $"{all:F0} on {work.Threads}");
        var results = new List<Result>();
        foreach (var make in Products.Concat(Others))
        {
            var result = Measure(make(work), work, seconds);
            results.Add(result);
            var fraction = result.Fraction is { } share ? $" {share,6:P1} of {result.Limit:F0}" : "";
            Console.WriteLine(
                $"{result.Name,-34} {result.Seconds * 1e3,8:F3} ms {result.Speed,6:F0} {result.Unit}{fraction}");
        }
        Console.WriteLine(new JsonObject
        {
            ["fma_peak_gflops"] = Math.Round(results.Max(r => r.Limit), 1),
            ["gemm_fraction_of_peak"] = Math.Round(results.Take(Products.Length).Average(r => r.Fraction!.Value), 4),
            ["shapes"] = new JsonObject(results.Select(r => KeyValuePair.Create<string, JsonNode?>(r.Name, Node(r)))),
        }.ToJsonString());
        return 0;
    }

    /// <summary>The encoder's products as a fraction of the multiply-add limit, their mean.</summary>
    public static double FractionOfPeak(int threads)
    {
        var work = new Work(threads);
        return Products.Average(make => Measure(make(work), work, 1).Fraction!.Value);
    }

    private static JsonObject Node(Result result)
    {
        var node = new JsonObject
            { [result.Unit == Moving ? "gigabytes_per_second" : "gflops"] = Math.Round(result.Speed, 1) };
        if (result.Fraction is { } fraction) node["fraction_of_peak"] = Math.Round(fraction, 4);
        return node;
    }

    /// <summary>The best of many runs, beside the best of the limit measured between them.</summary>
    private static Result Measure(Subject subject, Work work, double seconds)
    {
        double best = double.MaxValue, limit = 0;
        var clock = Stopwatch.StartNew();
        for (var runs = 0; runs < 5 || clock.Elapsed.TotalSeconds < seconds; runs++)
        {
            if (runs % 8 == 0) limit = Math.Max(limit, MachineLimits.MultiplyAdds(work));
            var start = Stopwatch.GetTimestamp();
            subject.Action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        foreach (var block in subject.Owned) block.Dispose();
        var speed = subject.Amount / best / 1e9;
        return new(subject.Name, subject.Unit, best, speed, limit, subject.HasLimit ? speed / limit : null);
    }

    private sealed record Result(string Name, string Unit, double Seconds, double Speed, double Limit,
        double? Fraction);

    /// <summary>The encoder's products.</summary>
    private static readonly Func<Work, Subject>[] Products =
    [
        work => Product(work, 769, 1024, 1024),
        work => Product(work, 769, 1024, 3072),
        work => Product(work, 769, 1024, 4096),
        work => Product(work, 769, 4096, 1024),
    ];

    private static readonly Func<Work, Subject>[] Others =
    [
        work => Product(work, 769, 1024, 1024, Rounded),
        work => Product(work, 769, 1024, 3072, Rounded),
        work => Product(work, 769, 1024, 4096, Rounded),
        work => Product(work, 769, 4096, 1024, Rounded),
        work => Convolved(work, 96, 128, 256, 256, Rounded),
        work => Convolved(work, 384, 512, 128, 32, Rounded),
        work => Attended(work, 16, 24, 32, 64, Rounded),
        work => Convolved(work, 96, 128, 256, 256),
        work => Convolved(work, 192, 256, 256, 256),
        work => Convolved(work, 192, 256, 256, 128),
        work => Convolved(work, 384, 512, 128, 32),
        work => Attended(work, 16, 24, 32, 64),
        work => Packed(work, 4096, 1024),
    ];

    private static string Prefix(PanelFormat format) => format == PanelFormat.Float32 ? "" : "bfloat16 ";

    private static Subject Product(Work work, int m, int k, int n, PanelFormat format = PanelFormat.Float32)
    {
        NativeBuffer x = Filled((long)m * k), w = Filled((long)n * k), y = Filled((long)m * n);
        var packed = new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, k), format);
        return new($"{Prefix(format)}{m}x{k}x{n}", Multiplying, true, 2.0 * m * k * n,
            () => GemmDriver.Run(work, GemmA.Plain(x.Pointer, m, k, k), packed, GemmEpilogue.None, y.Pointer, n),
            [x, w, y, packed]);
    }

    private static Subject Convolved(Work work, int h, int w, int channels, int channelsOut,
        PanelFormat format = PanelFormat.Float32)
    {
        var shape = ConvolutionShape.Of(1, h, w, channels, 3, 3, 1, 1);
        NativeBuffer x = Filled((long)h * w * channels), weights = Filled((long)channelsOut * channels * 9),
            y = Filled((long)h * w * channelsOut);
        var packed = ConvolutionKernel.Pack(work, weights.Pointer, channelsOut, shape, format: format);
        return new($"{Prefix(format)}convolution 3x3 {channels}->{channelsOut} {h}x{w}", Multiplying, false,
            2.0 * h * w * channels * 9 * channelsOut,
            () => ConvolutionKernel.Forward(work, shape, x.Pointer, packed, GemmEpilogue.None, y.Pointer, channelsOut),
            [x, weights, y, packed]);
    }

    /// <summary>BEiT's attention with its position table; the exponentials are not counted.</summary>
    private static Subject Attended(Work work, int heads, int height, int width, int size,
        PanelFormat format = PanelFormat.Float32)
    {
        int tokens = 1 + (height * width), channels = heads * size;
        NativeBuffer qkv = Filled(3L * tokens * channels), y = Filled((long)tokens * channels),
            table = Filled(((((2L * height) - 1) * ((2 * width) - 1)) + 3) * heads);
        var shape = new AttentionShape(heads, tokens, tokens, size, 1 / MathF.Sqrt(size));
        float* q = qkv.Pointer;
        return new($"{Prefix(format)}attention {heads}x{tokens}x{size}", Multiplying, true,
            4.0 * tokens * tokens * channels,
            () => AttentionKernel.Forward(
            work, shape, new(q, 3 * channels), new(q + channels, 3 * channels), new(q + (2 * channels), 3 * channels),
            ScoreBias.RelativeTable(table.Pointer, height, width), new(y.Pointer, channels), format: format),
            [qkv, y, table]);
    }

    /// <summary>Not a product: counted are the bytes read and written.</summary>
    private static Subject Packed(Work work, int n, int k)
    {
        var w = Filled((long)n * k);
        return new($"packing {n}x{k}", Moving, false, 8.0 * n * k,
            () => new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, k)).Dispose(), [w]);
    }

    /// <param name="Name">the shapes</param>
    /// <param name="Unit">what <paramref name="Amount"/> is counted in, 10⁹ a second</param>
    /// <param name="HasLimit">whether every operation counted keeps a multiply-add unit busy</param>
    /// <param name="Amount">operations, or bytes</param>
    /// <param name="Action">does it once</param>
    /// <param name="Owned">what to dispose afterwards</param>
    private sealed record Subject(string Name, string Unit, bool HasLimit, double Amount, Action Action,
        IDisposable[] Owned);

    private static NativeBuffer Filled(long count)
    {
        var buffer = new NativeBuffer(count);
        for (long i = 0; i < count; i++) buffer.Pointer[i] = ((i * 2654435761 % 1000) - 500) * 1e-3f;
        return buffer;
    }
}

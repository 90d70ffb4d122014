using ZoeDepth.Kernels.Attention;
using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests.Threading;

/// <summary>What a cancelled kernel has taken from the arena of its pass.</summary>
public sealed unsafe class CancelledWorkTests
{
    private const int Numbers = 1 << 12;

    private static readonly Dictionary<string, Action<Work, nint>> Kernels = new()
    {
        ["product"] = static (work, p) =>
            GemmDriver.Multiply(work, new MatrixView((float*)p, 8, 8), new MatrixView((float*)p, 8, 8), (float*)p, 8),
        ["packed rows"] = static (work, p) =>
            PackedMatrix.Of(work, MatrixSource.Rows((float*)p, 8, 8), null, PanelFormat.BFloat16, temporary: true)
                .Dispose(),
        ["3x3 convolution"] = static (work, p) =>
            ConvolutionKernel.Pack(work, (float*)p, 4, ConvolutionShape.Of(1, 6, 6, 4, 3, 3, 1, 1), temporary: true)
                .Dispose(),
        ["5x5 convolution"] = static (work, p) =>
            ConvolutionKernel.Pack(work, (float*)p, 4, ConvolutionShape.Of(1, 6, 6, 4, 5, 5, 1, 2), temporary: true)
                .Dispose(),
        ["gradient of a strided convolution"] = static (work, p) =>
            ConvolutionKernel.PackAdjoint(work, (float*)p, 4, ConvolutionShape.Of(1, 6, 6, 4, 3, 3, 2, 1),
                temporary: true).Dispose(),
        ["attention with a table"] = static (work, p) =>
        {
            var rows = new TokenRows((float*)p, 8);
            AttentionKernel.Forward(work, new AttentionShape(2, 5, 5, 4, 1), rows, rows, rows,
                ScoreBias.RelativeTable((float*)p, 2, 2), rows);
        },
    };

    public static TheoryData<string> Names => [.. Kernels.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_cancelled_kernel_gives_its_scratch_back(string name)
    {
        using var numbers = new NativeBuffer(Numbers);
        numbers.Span.Clear();
        using var arena = new Arena();
        foreach (var threads in new[] { 1, 3 })
            Should.Throw<OperationCanceledException>(() =>
                Kernels[name](new Work(threads).With(arena, new CancellationToken(canceled: true)),
                    (nint)numbers.Pointer));
        arena.BytesInUse.ShouldBe(0);
    }
}

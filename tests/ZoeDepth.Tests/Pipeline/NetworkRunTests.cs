using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>How memory is kept between runs.</summary>
public sealed class NetworkRunTests
{
    [Fact]
    public void Memory_is_kept_for_the_next_picture_of_a_size_and_given_back_for_another()
    {
        using var network = Open();
        var first = Use(network, new(64, 96), 1000);
        Use(network, new(64, 96), 1000).ShouldBe(first, "the same blocks serve again");
        var peak = network.InPass(1, new(64, 96), pass => pass.Workspace.PeakBytes, default);
        for (var i = 1; i < 20; i++) Use(network, new(64, 96 + i), 1000 * (i + 1));
        // Twenty sizes from 1000 to 20000 floats would hold 210,000 floats if every size kept its block; a block is at
        // most a quarter larger than asked.
        network.InPass(1, new(1, 1), pass => pass.Workspace.PeakBytes, default)
            .ShouldBeLessThanOrEqualTo(20_000 * sizeof(float) * 5 / 4);
        peak.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Runs_at_once_have_workspaces_of_their_own()
    {
        using var network = Open();
        network.InPass(1, new(64, 96),
            outer => network.InPass(1, new(64, 96), inner => ReferenceEquals(outer.Workspace, inner.Workspace),
                default), default).ShouldBeFalse();
    }

    [Fact]
    public void A_failed_run_gives_its_memory_back()
    {
        using var network = Open();
        Should.Throw<InvalidOperationException>(() => network.InPass<int>(1, new(64, 96), pass =>
        {
            pass.New(new Shape(1000));
            throw new InvalidOperationException("broken");
        }, default));
        network.InPass(1, new(64, 96), pass => pass.Workspace.BytesInUse, default).ShouldBe(0);
    }

    [Fact]
    public void What_was_packed_for_a_third_precision_is_freed_with_the_last_run_that_reads_it()
    {
        using var network = Open();
        var parameter = network.Model.Parameters.First();
        var (narrow, shared) = (new Packed(), new Packed());
        void Run(Precision precision, Action? meanwhile = null) => network.InPass(1, new(64, 96), pass =>
        {
            var numbers = pass.Enter(parameter);
            numbers.Packed<Packed>(new(FormUse.Linear, PanelFormat.Float32), precision, (_, _) => shared);
            if (precision == Precision.BFloat16)
                numbers.Packed<Packed>(new(FormUse.Linear, PanelFormat.BFloat16), precision, (_, _) => narrow);
            meanwhile?.Invoke();
            return true;
        }, default, precision);

        Run(Precision.Float32);
        Run(Precision.BFloat16);
        Run(Precision.Float32);
        narrow.IsFreed.ShouldBeFalse("the precision that was asked for last stays packed beside the usual one");
        Run(Precision.BFloat16, () =>
        {
            Run(Precision.Int8);
            narrow.IsFreed.ShouldBeFalse("a run reads it");
        });
        narrow.IsFreed.ShouldBeTrue();
        shared.IsFreed.ShouldBeFalse("runs of other precisions read it");
        var again = new Packed();
        narrow = again;
        Run(Precision.BFloat16);
        Run(Precision.Int8);
        again.IsFreed.ShouldBeTrue("nobody was under way");
        shared.IsFreed.ShouldBeFalse();
    }

    private static NetworkRun Open() =>
        new(ZoeDepthForDepthEstimation.FromConfig(TinyModels.KittiConfig), "tiny", Work.Alone);

    private static unsafe nint Use(NetworkRun network, ImageSize size, int floats) =>
        network.InPass(1, size, pass => (nint)pass.New(new Shape(floats)).Pointer, default);

    private sealed class Packed : IDisposable
    {
        public bool IsFreed { get; private set; }

        public void Dispose() => IsFreed = true;
    }
}

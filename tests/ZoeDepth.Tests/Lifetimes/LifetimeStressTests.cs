using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Lifetimes;

/// <summary>
/// <see cref="LifetimeStress"/>, short. The long one, as stated in bench/results: <c>bench/lifetimes.sh</c>, or
/// <c>ZOEDEPTH_STRESS_ROUNDS=1000 ZOEDEPTH_STRESS_OUTPUT=stress.txt dotnet test tests/ZoeDepth.Tests -c Release
/// --filter LifetimeStress</c>.
/// </summary>
[Collection(Alone.Name)]
public sealed class LifetimeStressTests : IDisposable
{
    private static readonly int Long =
        int.TryParse(Environment.GetEnvironmentVariable("ZOEDEPTH_STRESS_ROUNDS"), out var rounds) ? rounds : 0;

    /// <summary>Winograd's blocks take most, 934,912 bytes, whatever the model.</summary>
    private const long ThreadScratch = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rounds_of_dispose_cancel_and_replace_under_eight_threads_leave_every_bit_right_and_no_memory()
    {
        using var stress = new LifetimeStress(Pipeline.TinyModels.Single, new(64, 96), replaced: 40, ThreadScratch);
        stress.Run(Long > 0 ? Long : 12, Tell("small"));
    }

    [Fact]
    public void A_crowd_of_callers_holds_no_more_memory_than_it_may()
    {
        using var stress = new LifetimeStress(Pipeline.TinyModels.Single, new(64, 96), replaced: 1, ThreadScratch);
        stress.Crowd(64, 24 << 20, Tell("small"));
    }

    [Fact]
    public void The_same_with_a_model_of_the_size_of_BEiT_B()
    {
        if (Long == 0) Assert.Skip("set ZOEDEPTH_STRESS_ROUNDS: it writes a model of 400 MB and takes minutes");
        var config = ZoeDepthConfig.Nyu with
        {
            BackboneConfig = BeitConfig.Large384 with
            {
                HiddenSize = 768, NumHiddenLayers = 12, NumAttentionHeads = 12, IntermediateSize = 3072,
                OutFeatures = ["stage3", "stage6", "stage9", "stage12"],
            },
        };
        using var stress = Stress(config, new(64, 64), replaced: 8);
        stress.Run(Long, Tell("BEiT-B"));
        stress.Crowd(64, 256 << 20, Tell("BEiT-B"));
    }

    [Fact]
    public void A_cancelled_estimate_of_full_size_is_over_soon()
    {
        if (Long == 0) Assert.Skip("set ZOEDEPTH_STRESS_ROUNDS: it writes a model of 1.4 GB");
        using var stress = Stress(ZoeDepthConfig.Nyu, new(384, 512), replaced: 1);
        var waits = stress.Cancel(60, Tell("BEiT-L at 384x512"));
        waits[^1].TotalMilliseconds.ShouldBeLessThanOrEqualTo(100);
    }

    private LifetimeStress Stress(ZoeDepthConfig config, ImageSize network, int replaced)
    {
        using (var model = ZoeDepthForDepthEstimation.FromConfig(config)) model.SavePretrained(_folder.Path);
        new ZoeDepthImageProcessor { Size = network }.SavePretrained(_folder.Path);
        return new LifetimeStress(_folder.Path, network, replaced, ThreadScratch);
    }

    private static Action<string> Tell(string name) => line =>
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}, {line}");
        if (Environment.GetEnvironmentVariable("ZOEDEPTH_STRESS_OUTPUT") is { Length: > 0 } file)
            File.AppendAllText(file, $"{name}, {line}\n");
    };
}

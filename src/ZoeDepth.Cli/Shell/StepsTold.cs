using ZoeDepth.Conversion;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Cli.Shell;

/// <summary>Steps of a conversion or a quantization on their way to <see cref="CountProgress"/>.</summary>
/// <param name="shown">what shows them</param>
/// <param name="silence">how long nothing is told at first</param>
/// <param name="clock">measures it</param>
internal sealed class StepsTold(IProgress<DatasetProgress> shown, TimeSpan silence, TimeProvider clock)
    : IProgress<StepProgress>
{
    private readonly long _start = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Report(StepProgress value)
    {
        if (clock.GetElapsedTime(_start) >= silence) shown.Report(new(value.Done, 0, value.Count));
    }
}

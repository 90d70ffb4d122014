using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <content>Operands that are packed ahead, for processes to come.</content>
public sealed partial class ZoeDepthForDepthEstimation
{
    /// <summary>Why operands that were packed ahead could not be used; null when they could, or there are none.
    /// </summary>
    internal string? PreparedProblem => _weights.Prepared?.Problem;

    /// <summary>
    /// The file of the operands packed ahead for these weights, whether it is there or not; null where the weights come
    /// from no file.
    /// </summary>
    /// <param name="folder">where such files lie</param>
    /// <param name="precision">of the passes it serves</param>
    internal string? PreparedPath(string folder, Precision precision) =>
        _weights.Fingerprint() is { } weights ? PreparedFile.PathOf(folder, weights, precision) : null;

    /// <summary>
    /// Packs the operands that passes of a precision multiply by and writes them into a file, where models that are
    /// opened from the same weights find them.
    /// </summary>
    /// <param name="folder">where such files lie; made if need be</param>
    /// <param name="precision">of the passes it will serve</param>
    /// <param name="work">threads</param>
    /// <param name="cancellation">looked at on the way</param>
    /// <returns>the file</returns>
    /// <exception cref="InvalidOperationException">the weights come from no file</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    internal string WritePrepared(string folder, Precision precision, Work work,
        CancellationToken cancellation = default)
    {
        var weights = _weights.Fingerprint()
            ?? throw new InvalidOperationException("weights that come from no file cannot be known again");
        using var pass = Pass.Inference(work: work, precision: precision);
        pass.Cancellation = cancellation;
        var forms = PreparedForm.NeededBy(pass, () => RunAll(pass));
        Directory.CreateDirectory(folder);
        var path = PreparedFile.PathOf(folder, weights, precision);
        PreparedFile.Write(path, weights, precision, forms, pass.Work);
        return path;
    }

    /// <summary>Runs every part on an empty picture: forms of weights do not depend on its size.</summary>
    private void RunAll(Pass pass)
    {
        const int patches = 4, least = 64;
        var side = Math.Max(least, patches * Config.BackboneConfig.Pitch);
        var pixels = pass.New(new Shape(1, side, side, Config.BackboneConfig.NumChannels));
        pixels.Values.Clear();
        if (_metricHead is null) ForwardRelative(pixels);
        else ForwardHeads(pixels);
    }
}

using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Quantization;

/// <summary>
/// Photographs that show what activations are like, as they enter the network, and the depth a model says of them in
/// float32, against which every choice is measured.
/// </summary>
internal sealed class CalibrationPictures
{
    private readonly ZoeDepthForDepthEstimation _model;
    private readonly List<(Shape Shape, float[] Pixels)> _pictures = [];
    private readonly List<(float[] Depth, int Domain)> _reference = [];
    private readonly Workspace _workspace;
    private readonly Work _work;
    private readonly CancellationToken _cancellation;

    /// <summary>Runs the model over the photographs in float32.</summary>
    /// <param name="model">the model</param>
    /// <param name="processor">how pictures enter it</param>
    /// <param name="photographs">upright</param>
    /// <param name="workspace">the memory of passes</param>
    /// <param name="work">the threads</param>
    /// <param name="cancellation">looked at on the way</param>
    /// <exception cref="UnsupportedImageSizeException">a photograph does not suit the model</exception>
    public CalibrationPictures(ZoeDepthForDepthEstimation model, ZoeDepthImageProcessor processor,
        IEnumerable<RasterImage> photographs, Workspace workspace, Work work, CancellationToken cancellation)
    {
        (_model, _workspace, _work, _cancellation) = (model, workspace, work, cancellation);
        foreach (var photograph in photographs)
        {
            using var pass = NewPass(Precision.Float32);
            var pixels = processor.Preprocess(pass, photograph);
            _pictures.Add((pixels.Shape, pixels.Values.ToArray()));
            var output = model.Forward(pixels);
            _reference.Add((output.PredictedDepth.Values.ToArray(), output.Domain));
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _pictures.Count;

    /// <summary>The mean of all depths, metres.</summary>
    public double MeanDepth => _reference.Average(picture => picture.Depth.Average(depth => (double)depth));

    /// <summary>Shows every operation of float32 passes over all photographs.</summary>
    public void Watch(Action<IOperation, Tensor> ran)
    {
        for (var i = 0; i < Count; i++)
        {
            using var pass = NewPass(Precision.Float32);
            pass.Ran = ran;
            Forward(pass, i);
        }
    }

    /// <summary>
    /// The mean absolute difference, metres, between depth in a precision and depth in float32 as it was at first, of
    /// the same heads.
    /// </summary>
    public double ErrorOf(Precision precision)
    {
        var (sum, count) = (0.0, 0L);
        for (var i = 0; i < Count; i++)
        {
            using var pass = NewPass(precision);
            var depth = Forward(pass, i);
            for (var j = 0; j < depth.Length; j++) sum += Math.Abs(depth[j] - _reference[i].Depth[j]);
            count += depth.Length;
        }
        return sum / count;
    }

    private Pass NewPass(Precision precision)
    {
        var pass = Pass.Inference(_workspace, _work, precision);
        pass.Cancellation = _cancellation;
        return pass;
    }

    private ReadOnlySpan<float> Forward(Pass pass, int picture)
    {
        var (shape, pixels) = _pictures[picture];
        int? domain = _model.Config.BinConfigurations.Count > 0 ? _reference[picture].Domain : null;
        return _model.Forward(pass.New(shape, pixels), domain: domain).PredictedDepth.Values;
    }
}

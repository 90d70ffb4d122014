using ZoeDepth.Conversion;
using ZoeDepth.Imaging;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Quantization;

/// <summary>
/// Models in fewer bits: large linear layers in 8 with a scale for each output and other large weights in bfloat16, or
/// all of these in bfloat16; what is small keeps float32. With photographs the channels of layer norms are smoothed
/// first, and the layers that mind 8 bits most stay in bfloat16, each as far as depth on these photographs says that it
/// helps.
/// </summary>
/// <param name="files">the model, which is closed at the end</param>
/// <param name="precision">Int8 or BFloat16</param>
/// <param name="work">the threads</param>
/// <param name="cancellation">looked at on the way</param>
internal sealed class ModelQuantizer(ModelFiles files, Precision precision, Work work, CancellationToken cancellation)
{
    private static readonly double[] Strengths = [0.25, 0.5, 0.75];

    /// <summary>At most this share of the large layers stays in bfloat16.</summary>
    private const double MostKept = 0.125;

    /// <summary>What twice as many kept layers must at least make of the error.</summary>
    private const double Worthwhile = 0.95;

    /// <summary>Float32, its activations, no smoothing and each strength, single layers, one layer kept.</summary>
    private static readonly int FirstSteps = 5 + Strengths.Length;

    private readonly List<QuantizationTrial> _trials = [];
    private int _done, _steps;

    /// <summary>Writes a model folder that opens in place.</summary>
    /// <param name="folder">is not there yet, or empty</param>
    /// <param name="photographs">what to calibrate with; none: nothing is smoothed and nothing kept</param>
    /// <param name="progress">told of every run over all photographs</param>
    /// <exception cref="IOException">the folder is not empty, cannot be written, or another run writes it</exception>
    /// <exception cref="CheckpointException">a weight holds infinities or what is no number</exception>
    /// <exception cref="UnsupportedImageSizeException">a photograph does not suit the model</exception>
    public QuantizationReport Write(string folder, IReadOnlyCollection<RasterImage> photographs,
        IProgress<StepProgress>? progress = null)
    {
        using var model = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source);
        using var workspace = new Workspace();
        QuantizedLayer[] layers = [];
        double? meanDepth = null;
        var bytes = 0L;
        var names = NewFolder.Write(folder, partial =>
        {
            Parameter[] large = [.. model.Parameters.Where(MayBeQuantized)];
            foreach (var parameter in model.Parameters) parameter.IsQuantized = null;
            var errors = new Dictionary<Parameter, double>();
            if (photographs.Count > 0)
            {
                _steps = large.Length == 0 ? 2 : FirstSteps + (int)Math.Log2(Math.Max(1, MostKept * large.Length));
                var pictures = new CalibrationPictures(model, files.Processor, photographs, workspace, work,
                    cancellation);
                meanDepth = pictures.MeanDepth;
                Told(progress);
                if (large.Length > 0) errors = Calibrate(pictures, large, progress);
                else Try(pictures, 0, 0, progress);
            }
            foreach (var layer in large.Where(layer => !errors.ContainsKey(layer)))
                errors[layer] = LayerErrors.OfWeight(layer);
            layers = [.. large.Select(layer => new QuantizedLayer(layer.Name, layer.Shape, errors[layer],
                layer.IsQuantized != false))];
            bytes = Save(model, partial);
        });
        return new(precision, photographs.Count, meanDepth, _trials, layers, bytes, names);
    }

    private bool MayBeQuantized(Parameter parameter) => precision == Precision.Int8 && parameter.IsLinearWeight
        && PrecisionFormat.IsWorthQuantizing(parameter.Shape);

    /// <summary>Smooths, and marks the layers that stay; what 8 bits do to each.</summary>
    private Dictionary<Parameter, double> Calibrate(CalibrationPictures pictures, Parameter[] large,
        IProgress<StepProgress>? progress)
    {
        var inputs = new LinearInputs(large);
        pictures.Watch(inputs.Observe);
        Told(progress);
        var smoothing = new Smoothing(inputs);
        var best = Try(pictures, 0, 0, progress);
        foreach (var strength in smoothing.Norms > 0 ? Strengths : [])
        {
            smoothing.Apply(strength);
            best = Better(best, Try(pictures, strength, 0, progress));
        }
        smoothing.Apply(best.Strength);
        if (best.Strength > 0 && pictures.ErrorOf(Precision.Float32) != 0)
            throw new InvalidOperationException(
                "smoothing changed depth in float32: something reads a layer norm that was not seen to");
        var errors = LayerErrors.OnPictures(pictures, large, work);
        Told(progress);
        Parameter[] worst = [.. errors.OrderByDescending(pair => pair.Value).Select(pair => pair.Key)];
        for (var kept = 1; kept <= MostKept * large.Length; kept *= 2)
        {
            Keep(worst, kept);
            var trial = Try(pictures, best.Strength, kept, progress);
            if (trial.Error <= Worthwhile * best.Error) best = trial;
        }
        Keep(worst, best.Kept);
        _trials.Add(best);
        return errors;
    }

    private static void Keep(Parameter[] worst, int count)
    {
        foreach (var (i, layer) in worst.Index()) layer.IsQuantized = i < count ? false : null;
    }

    private QuantizationTrial Try(CalibrationPictures pictures, double strength, int kept,
        IProgress<StepProgress>? progress)
    {
        var trial = new QuantizationTrial(strength, kept, pictures.ErrorOf(precision));
        _trials.Add(trial);
        Told(progress);
        return trial;
    }

    private static QuantizationTrial Better(QuantizationTrial one, QuantizationTrial other) =>
        other.Error < one.Error ? other : one;

    private void Told(IProgress<StepProgress>? progress) =>
        progress?.Report(new(++_done, Math.Max(_done, _steps)));

    private long Save(ZoeDepthForDepthEstimation model, string folder)
    {
        var config = files.Config with
        {
            Architectures = [files.Config.ModelClass],
            Dtype = "bfloat16",
            InferencePrecision = precision == Precision.Int8
                ? ZoeDepthConfig.Int8Products : ZoeDepthConfig.BFloat16Products,
        };
        List<WritableTensor> tensors = [.. model.Parameters.SelectMany(TensorsOf)];
        Checkpoint.Save(folder, tensors, long.MaxValue, config.ToJson());
        files.Processor.SavePretrained(folder);
        return tensors.Sum(tensor => tensor.Length);
    }

    private IEnumerable<WritableTensor> TensorsOf(Parameter parameter)
    {
        if (MayBeQuantized(parameter) && parameter.IsQuantized != false)
            return WritableTensor.Quantized(parameter, cancellation);
        return Checkpoint.WithBatchCount(parameter).Select(tensor => tensor.DataType == TensorDataType.F32
            && PrecisionFormat.IsWorthNarrowing(parameter.Shape)
                ? WritableTensor.Of(tensor.Name, [parameter], TensorDataType.BF16, cancellation) : tensor);
    }
}

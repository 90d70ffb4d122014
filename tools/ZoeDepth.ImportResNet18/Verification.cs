using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.ImportResNet18;

/// <summary>Whether the imported backbone sees what the ONNX file sees in ONNX Runtime.</summary>
internal static class Verification
{
    /// <summary>The side of the square picture the ONNX file is declared for.</summary>
    private const int Side = 224;

    /// <summary>An error of so much, or so much of the map's largest number, is rounding.</summary>
    private const double Tolerance = 1e-4;

    private static readonly (string Onnx, string Ours)[] Maps =
    [
        ("ReLU253_Output_0", "backbone.embedder.embedder"),
        ("ReLU283_Output_0", "backbone.encoder.stages.0"),
        ("ReLU315_Output_0", "backbone.encoder.stages.1"),
        ("ReLU347_Output_0", "backbone.encoder.stages.2"),
        ("ReLU379_Output_0", "backbone.encoder.stages.3"),
    ];

    /// <summary>
    /// Compares all maps on the middle of a photograph and prints the differences; whether all are rounding.
    /// </summary>
    public static bool Run(OnnxFile network, ZoeDepthForDepthEstimation model, ZoeDepthImageProcessor processor,
        string photo)
    {
        var picture = Middle(RasterImage.Load(photo).ToRgb8());
        var theirs = Theirs(network, picture, processor);
        var ours = Ours(model, picture, processor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(photo)}, the middle {Side}x{Side}; tolerance {Tolerance} absolute or relative"));
        Console.WriteLine("map               shape            largest     largest difference   of the largest");
        var agrees = true;
        foreach (var (onnx, mine) in Maps)
        {
            var (expected, shape) = theirs[onnx];
            var largest = expected.Max(Math.Abs);
            var difference = expected.Zip(ours[mine], (a, b) => Math.Abs((double)a - b)).Max();
            var fits = expected.Zip(ours[mine])
                .All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.First)));
            agrees &= fits && expected.Length == ours[mine].Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{onnx[..7],-16}  {shape,-14} {largest,10:F4}   {difference,18:E2}   {difference / largest,14:E2}  " +
                $" {(fits ? "agrees" : "DIFFERS")}"));
        }
        return agrees;
    }

    private static Dictionary<string, (float[] Values, string Shape)> Theirs(OnnxFile network, byte[] picture,
        ZoeDepthImageProcessor processor)
    {
        var input = new DenseTensor<float>([1, 3, Side, Side]);
        for (var pixel = 0; pixel < Side * Side; pixel++)
            for (var channel = 0; channel < 3; channel++)
                input.Buffer.Span[((2 - channel) * Side * Side) + pixel] =
                    (float)(picture[(3 * pixel) + channel] - (255 * processor.ImageMean[channel]));
        // The outputs beyond the declared one are internal values of the graph; their declared types are inferred.
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(network.WithOutputs(Maps.Select(map => map.Onnx)), options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], input)],
            [.. Maps.Select(map => map.Onnx)]);
        return results.ToDictionary(result => result.Name, result =>
        {
            var tensor = result.AsTensor<float>();
            return (ChannelsLast([.. tensor], tensor.Dimensions[1]),
                string.Join("x", tensor.Dimensions.ToArray().Skip(1)));
        });
    }

    private static Dictionary<string, float[]> Ours(ZoeDepthForDepthEstimation model, byte[] picture,
        ZoeDepthImageProcessor processor)
    {
        var seen = new Dictionary<string, float[]>();
        using var pass = Pass.Inference();
        pass.Probe = (name, tensor) => seen[name] = tensor.Values.ToArray();
        var pixels = (processor with { DoPad = false, DoResize = false })
            .Preprocess(pass, [PixelArray.FromBytes(picture, [Side, Side, 3], ChannelLayout.ChannelsLast)]);
        model.Forward(pixels);
        return seen;
    }

    private static byte[] Middle(RasterImage photo)
    {
        if (photo.Width < Side || photo.Height < Side)
            throw new ArgumentException(
                $"the photograph has {photo.Width}x{photo.Height} pixels; expected at least {Side}x{Side}");
        var (left, top) = ((photo.Width - Side) / 2, (photo.Height - Side) / 2);
        return [.. Enumerable.Range(top, Side)
            .SelectMany(row => photo.Data.Skip(3 * ((row * photo.Width) + left)).Take(3 * Side))];
    }

    private static float[] ChannelsLast(float[] planes, int channels)
    {
        var pixels = planes.Length / channels;
        return [.. Enumerable.Range(0, planes.Length).Select(i => planes[(i % channels * pixels) + (i / channels)])];
    }
}

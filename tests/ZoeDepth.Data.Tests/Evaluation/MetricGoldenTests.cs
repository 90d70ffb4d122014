using System.Text.Json;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Imaging;
using static ZoeDepth.Data.Tests.Evaluation.EvaluationGoldens;

namespace ZoeDepth.Data.Tests.Evaluation;

[Trait("Family", "evaluation")]
public sealed class MetricGoldenTests
{
    public static TheoryData<string> MetricCases => Goldens.Names(Family, "metrics");

    public static TheoryData<string> ErrorCases => Goldens.Names(Family, "metric_errors");

    public static TheoryData<string> AverageCases => Goldens.Names(Family, "metric_average");

    public static TheoryData<string> CropCases => Goldens.Names(Family, "crop_table");

    public static TheoryData<string> AlignmentCases => Goldens.Names(Family, "alignment_extra");

    [GoldenTheory, MemberData(nameof(MetricCases))]
    public void Metrics_of_a_pair(string name)
    {
        var item = Case(name);
        var given = item.GetProperty("params");
        var protocol = ProtocolOf(given);
        var ((truth, height, width), (prediction, predictionHeight, predictionWidth)) = PairOf(item, given);
        var score = given.GetProperty("gt_dtype").GetString() == "float64"
            ? protocol.Score<double>(truth, height, width, ToFloats(prediction), predictionHeight, predictionWidth)
            : protocol.Score<float>(
                ToFloats(truth), height, width, ToFloats(prediction), predictionHeight, predictionWidth);
        var silogCancels = given.TryGetProperty("note", out var note) && note.GetString()!
            .Contains("leave silog out", StringComparison.Ordinal);
        Check(item, "metrics", score.Metrics.ToArray(), i => !silogCancels || DepthMetrics.Names[i] != "silog");
    }

    [GoldenTheory, MemberData(nameof(ErrorCases))]
    public void Metrics_without_masks(string name)
    {
        var item = Case(name);
        Check(item, "metrics", DepthMetrics.Of(Input(item, "gt").Doubles(), Input(item, "pred").Doubles()).ToArray());
    }

    [GoldenTheory, MemberData(nameof(AverageCases))]
    public void Running_average(string name)
    {
        var item = Case(name);
        var average = new MetricAverage();
        foreach (var image in Input(item, "images").Doubles().Chunk(DepthMetrics.Names.Count))
            average.Add(DepthMetrics.Of(image));
        Check(item, "mean", average.Mean.ToArray());
        Check(item, "rounded", MetricAverage.Rounded(average.Mean).ToArray());
    }

    [GoldenTheory, MemberData(nameof(CropCases))]
    public void Crops(string name)
    {
        using var table =
            JsonDocument.Parse(File.ReadAllBytes(Goldens.PathOf(Family, Case(name).GetProperty("file").GetString()!)));
        foreach (var row in table.RootElement.GetProperty("rows").EnumerateArray())
        {
            var (height, width) = (row.GetProperty("height").GetInt32(), row.GetProperty("width").GetInt32());
            CropBox.Of(EvaluationCrop.Garg, height, width)
                .ShouldBe(BoxOf(row.GetProperty("garg")), $"Garg of {height}x{width}");
            CropBox.Of(EvaluationCrop.EigenKitti, height, width)
                .ShouldBe(BoxOf(row.GetProperty("eigen_kitti")), $"Eigen, KITTI of {height}x{width}");
            CropBox.Of(EvaluationCrop.EigenNyu, height, width)
                .ShouldBe(BoxOf(row.GetProperty("eigen_fixed")), $"Eigen, NYU of {height}x{width}");
        }
    }

    [GoldenTheory, MemberData(nameof(AlignmentCases))]
    public void Alignment(string name)
    {
        var item = Case(name);
        var (truth, prediction, disparity) =
            (Input(item, "gt").Floats(), Input(item, "pred").Doubles(), Input(item, "disparity").Doubles());
        var valid = Enumerable.Range(0, truth.Length).Where(i => truth[i] > 1e-3f && truth[i] < 10f).ToArray();
        var (g, p, d) =
            (valid.Select(i => (double)truth[i]).ToArray(), valid.Select(i => prediction[i]).ToArray(),
            valid.Select(i => disparity[i]).ToArray());

        var leastSquares = DepthFit.Of(DepthAlignment.ScaleShift, g, p);
        Check(item, "least_squares_depth", [leastSquares.Scale, leastSquares.Shift]);

        var median = DepthFit.Of(DepthAlignment.Median, g, p);
        Check(item, "median_factor", [median.Scale]);
        median.Shift.ShouldBe(0);
        var scaled = p.ToArray();
        median.Apply(scaled);
        Check(item, "metrics_median", DepthMetrics.Of(g, scaled).ToArray());

        var depth = DepthFit.DepthOfDisparity(g, d, 1e-3, 10, out var fit);
        Check(item, "least_squares_disparity", [fit.Scale, fit.Shift]);
        Check(item, "metrics_disparity", DepthMetrics.Of(g, depth).ToArray());
    }

    private static CropBox BoxOf(JsonElement box) => new(
        box.GetProperty("top").GetInt32(), box.GetProperty("bottom").GetInt32(), box.GetProperty("left")
            .GetInt32(), box.GetProperty("right").GetInt32());

    /// <summary>The original's keyword arguments; what a case leaves out is the original's default.</summary>
    private static EvaluationProtocol ProtocolOf(JsonElement given)
    {
        var crop = !given.TryGetProperty("eigen_crop", out var eigen) ? EvaluationProtocol.Default.Crop
            : given.GetProperty("garg_crop").GetBoolean() ? EvaluationCrop.Garg
            : !eigen.GetBoolean() ? EvaluationCrop.None
            : given.TryGetProperty("dataset", out var dataset) && dataset.GetString() == "kitti"
                ? EvaluationCrop.EigenKitti
            : EvaluationCrop.EigenNyu;
        return EvaluationProtocol.Default with
        {
            Crop = crop,
            MinDepth = given.TryGetProperty("min_depth_eval", out var least)
                ? least.GetDouble() : EvaluationProtocol.Default.MinDepth,
            MaxDepth = given.TryGetProperty("max_depth_eval", out var most)
                ? most.GetDouble() : EvaluationProtocol.Default.MaxDepth,
        };
    }

    private static ((double[] Values, int Height, int Width) Truth,
        (double[] Values, int Height, int Width) Prediction) PairOf(
        JsonElement item, JsonElement given)
    {
        if (!item.TryGetProperty("files", out var files)) return (Of("gt", "gt_size"), Of("pred", "pred_size"));
        return (OfFile("gt"), OfFile("pred"));

        (double[], int, int) Of(string name, string size) =>
            (Input(item, name).Doubles(), given.GetProperty(size)[0].GetInt32(), given.GetProperty(size)[1].GetInt32());

        (double[], int, int) OfFile(string name)
        {
            var raster =
                DepthPng.Read(Goldens.PathOf(Family, files.GetProperty(name).GetString()!), DepthScale.Millimetres);
            return (Array.ConvertAll(raster.Values, metres => (double)metres), raster.Height, raster.Width);
        }
    }

    private static float[] ToFloats(double[] values) => Array.ConvertAll(values, value => (float)value);
}

using System.Buffers;
using System.Numerics;

namespace ZoeDepth.Data.Evaluation;

/// <summary>
/// How a prediction is held against ground truth: the prediction comes to the truth's size, is clamped to the range,
/// and counts where the truth lies inside the range and the crop (<c>compute_metrics</c> of the original).
/// </summary>
public sealed record EvaluationProtocol
{
    /// <summary>The original's default arguments: 0.1 to 10 m, Eigen's crop of NYU.</summary>
    public static EvaluationProtocol Default { get; } =
        new() { MinDepth = 0.1, MaxDepth = 10, Crop = EvaluationCrop.EigenNyu };

    /// <summary>Truth counts above this, metres, in the truth's own type; predictions below it are set to it.</summary>
    public double MinDepth { get; init; } = 1e-3;

    /// <summary>Truth counts below this, metres, in the truth's own type; predictions above it are set to it.</summary>
    public double MaxDepth { get; init; } = 10;

    /// <summary>The part of an image that counts.</summary>
    public EvaluationCrop Crop { get; init; }

    /// <summary>What the prediction may be fitted by before it counts.</summary>
    public DepthAlignment Alignment { get; init; }

    /// <summary>Range and nothing else: indoor to 10 m, outdoor to 80 m.</summary>
    public static EvaluationProtocol Of(Domain domain) => new() { MaxDepth = domain == Domain.Indoor ? 10 : 80 };

    /// <summary>The metrics of one image.</summary>
    /// <typeparam name="T">
    /// the truth's type: limits are compared in it, so that a float of 0.001 is not above 0.001
    /// </typeparam>
    /// <param name="truth">metres, <c>[row, column]</c></param>
    /// <param name="height">its rows</param>
    /// <param name="width">its columns</param>
    /// <param name="prediction">
    /// metres, <c>[row, column]</c>, of any size; it is resampled, bilinear with aligned corners
    /// </param>
    /// <param name="predictionHeight">its rows</param>
    /// <param name="predictionWidth">its columns</param>
    /// <returns>the metrics and how many pixels they are over; NaN over none</returns>
    /// <exception cref="ArgumentException">values and sizes do not fit</exception>
    public ImageScore Score<T>(
        ReadOnlySpan<T> truth, int height, int width,
        ReadOnlySpan<float> prediction, int predictionHeight, int predictionWidth)
        where T : unmanaged, IFloatingPoint<T>
    {
        CheckSize(truth.Length, height, width, "ground truth");
        CheckSize(prediction.Length, predictionHeight, predictionWidth, "prediction");
        if ((height, width) == (predictionHeight, predictionWidth)) return Score(truth, height, width, prediction);
        return Score(
            truth, height, width, AlignedCorners.Resize(prediction, predictionHeight, predictionWidth, height, width));
    }

    private ImageScore Score<T>(ReadOnlySpan<T> truth, int height, int width, ReadOnlySpan<float> prediction)
        where T : unmanaged, IFloatingPoint<T>
    {
        var (least, most) = (T.CreateTruncating(MinDepth), T.CreateTruncating(MaxDepth));
        var box = CropBox.Of(Crop, height, width);
        var pool = ArrayPool<double>.Shared;
        var (g, p, count) = (pool.Rent(truth.Length), pool.Rent(truth.Length), 0);
        for (var row = box.Top; row < box.Bottom; row++)
        {
            for (var column = box.Left; column < box.Right; column++)
            {
                var i = (row * width) + column;
                if (!(truth[i] > least && truth[i] < most)) continue;
                (g[count], p[count]) = (double.CreateTruncating(truth[i]), prediction[i]);
                count++;
            }
        }
        var valid = g.AsSpan(0, count);
        var predicted = p.AsSpan(0, count);
        var fit = DepthFit.Of(Alignment, valid, predicted);
        fit.Apply(predicted);
        Clamp(predicted);
        var score = new ImageScore(DepthMetrics.Of(valid, predicted), count, fit);
        pool.Return(g);
        pool.Return(p);
        return score;
    }

    /// <summary>
    /// Below the range to its near end, above it and infinite to its far end, NaN to its near end; predictions are
    /// floats.
    /// </summary>
    private void Clamp(Span<double> prediction)
    {
        double least = (float)MinDepth, most = (float)MaxDepth;
        foreach (ref var p in prediction) p = double.IsNaN(p) || p < least ? least : p > most ? most : p;
    }

    private static void CheckSize(int count, int height, int width, string what)
    {
        if (height < 1 || width < 1 || count != (long)height * width)
            throw new ArgumentException($"{what} of {height} rows x {width} columns came with {count} values");
    }
}

/// <summary>What one image scored.</summary>
/// <param name="Metrics">the nine numbers; NaN over no pixels</param>
/// <param name="Pixels">how many pixels they are over</param>
/// <param name="Fit">what the prediction was fitted by</param>
public readonly record struct ImageScore(DepthMetrics Metrics, int Pixels, DepthFit Fit);

namespace ZoeDepth.Data.Evaluation;

/// <summary>Which part of an image counts (<c>compute_metrics</c> of the original).</summary>
public enum EvaluationCrop
{
    /// <summary>All of it.</summary>
    None,

    /// <summary>Garg's crop of KITTI, in shares of the size.</summary>
    Garg,

    /// <summary>Eigen's crop of KITTI, in shares of the size.</summary>
    EigenKitti,

    /// <summary>Eigen's crop of NYU Depth v2: rows 45 to 470 and columns 41 to 600, whatever the size.</summary>
    EigenNyu,
}

/// <summary>A rectangle of pixels, the ends not in it.</summary>
/// <param name="Top">its first row</param>
/// <param name="Bottom">the row after its last</param>
/// <param name="Left">its first column</param>
/// <param name="Right">the column after its last</param>
internal readonly record struct CropBox(int Top, int Bottom, int Left, int Right)
{
    /// <summary>What a crop keeps of an image; nothing (all 0) where the image ends before it begins.</summary>
    /// <param name="crop">which</param>
    /// <param name="height">rows</param>
    /// <param name="width">columns</param>
    /// <exception cref="ArgumentOutOfRangeException">there is no such crop</exception>
    public static CropBox Of(EvaluationCrop crop, int height, int width)
    {
        var box = crop switch
        {
            EvaluationCrop.None => new CropBox(0, height, 0, width),
            EvaluationCrop.Garg => Shares(0.40810811, 0.99189189, 0.03594771, 0.96405229),
            EvaluationCrop.EigenKitti => Shares(0.3324324, 0.91351351, 0.0359477, 0.96405229),
            EvaluationCrop.EigenNyu => new CropBox(45, Math.Min(471, height), 41, Math.Min(601, width)),
            _ => throw new ArgumentOutOfRangeException(nameof(crop), crop, "no crop of this name"),
        };
        return box.Top < box.Bottom && box.Left < box.Right ? box : default;

        CropBox Shares(double top, double bottom, double left, double right) =>
            new((int)(top * height), (int)(bottom * height), (int)(left * width), (int)(right * width));
    }
}

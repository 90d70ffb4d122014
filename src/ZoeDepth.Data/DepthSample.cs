using ZoeDepth.Imaging;

namespace ZoeDepth.Data;

/// <summary>
/// One photograph with its depth. Depth may have another size than the photograph; both show the same field of view.
/// </summary>
public sealed class DepthSample
{
    /// <summary>Puts a sample together; arrays are kept, not copied.</summary>
    /// <param name="info">what the dataset knows of it</param>
    /// <param name="image">the photograph, upright, <see cref="PixelFormat.Rgb8"/></param>
    /// <param name="depth">
    /// metres, or values of the kind, <c>[row, column]</c>; what is not finite or not in the mask is set to 0
    /// </param>
    /// <param name="depthWidth">columns of the depth</param>
    /// <param name="depthHeight">rows of the depth</param>
    /// <param name="mask">
    /// where there is a value, <c>[row, column]</c>; null: wherever depth is finite and above 0
    /// </param>
    /// <param name="intrinsics">the camera, in pixels of the photograph; null when unknown</param>
    /// <exception cref="ArgumentException">the photograph has another format, or sizes do not fit</exception>
    public DepthSample(
        DepthSampleInfo info, RasterImage image, float[] depth, int depthWidth, int depthHeight, bool[]? mask = null,
        CameraIntrinsics? intrinsics = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(depth);
        if (image.Format != PixelFormat.Rgb8)
            throw new ArgumentException(
                $"the photograph of a sample is {PixelFormat.Rgb8}, but {image.Format} came", nameof(image));
        if (depthWidth < 1 || depthHeight < 1 || depth.Length != (long)depthWidth * depthHeight)
        {
            throw new ArgumentException(
                $"depth of {depthHeight} rows x {depthWidth} columns came with {depth.Length} values", nameof(depth));
        }
        if (mask is not null && mask.Length != depth.Length)
            throw new ArgumentException($"{depth.Length} depth values came with a mask of {mask.Length}", nameof(mask));
        (Info, Image, Intrinsics) = (info, image, intrinsics);
        (Depth, DepthWidth, DepthHeight) = (depth, depthWidth, depthHeight);
        Mask = mask ?? new bool[depth.Length];
        for (var i = 0; i < depth.Length; i++)
        {
            Mask[i] = float.IsFinite(depth[i]) && (mask is null ? depth[i] > 0 : Mask[i]);
            if (!Mask[i]) depth[i] = 0;
        }
    }

    /// <summary>What the dataset knows of it.</summary>
    public DepthSampleInfo Info { get; }

    /// <summary>The photograph, upright, <see cref="PixelFormat.Rgb8"/>, <c>[row, column, channel]</c>.</summary>
    public RasterImage Image { get; }

    /// <summary>
    /// z-depth in metres where <see cref="Kind"/> is in metres, else depth or disparity in a unit of its own, <c>[row,
    /// column]</c>; 0 where there is none.
    /// </summary>
    public float[] Depth { get; }

    /// <summary>
    /// Where there is a value, <c>[row, column]</c>; a value of 0 may be one where kinds are not in metres.
    /// </summary>
    public bool[] Mask { get; }

    /// <summary>Columns of <see cref="Depth"/>.</summary>
    public int DepthWidth { get; }

    /// <summary>Rows of <see cref="Depth"/>.</summary>
    public int DepthHeight { get; }

    /// <summary>The camera, in pixels of <see cref="Image"/>; null when unknown.</summary>
    public CameraIntrinsics? Intrinsics { get; }

    /// <inheritdoc cref="DepthSampleInfo.Name"/>
    public string Name => Info.Name;

    /// <inheritdoc cref="DepthSampleInfo.Kind"/>
    public DepthKind Kind => Info.Kind;

    /// <inheritdoc cref="DepthSampleInfo.Domain"/>
    public Domain? Domain => Info.Domain;

    /// <inheritdoc cref="DepthSampleInfo.Scene"/>
    public string? Scene => Info.Scene;

    /// <inheritdoc cref="DepthSampleInfo.Split"/>
    public string? Split => Info.Split;

    /// <inheritdoc cref="DepthSampleInfo.Family"/>
    public string? Family => Info.Family;
}

namespace ZoeDepth.Tensors;

/// <summary>
/// Whose bytes an antialiased resizing of bytes gives. They differ by one step of a byte here and there.
/// </summary>
internal enum ResizeLibrary
{
    /// <summary>Pillow to 12, and from 13 on where the height does not shrink much more than the width.</summary>
    Pillow,

    /// <summary>
    /// Down the columns first: Pillow from 13 on, where the height shrinks much more than the width (its pull request
    /// 9549).
    /// </summary>
    PillowColumnsFirst,

    /// <summary>torchvision's <c>resize(antialias=True)</c> of a tensor of bytes, on CPUs with AVX2.</summary>
    Torchvision,
}

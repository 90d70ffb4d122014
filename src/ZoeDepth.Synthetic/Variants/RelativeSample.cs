namespace ZoeDepth.Synthetic.Variants;

/// <summary>The depth of a <see cref="Sample"/> as another data set would know it.</summary>
internal sealed class RelativeSample
{
    internal RelativeSample(Sample sample, DepthKind variant, double scale = 1, double shift = 0)
    {
        (Variant, Width, Height, Scale, Shift) = (variant, sample.Width, sample.Height, scale, shift);
        Values = new float[Width * Height];
        Valid = new bool[Width * Height];
    }

    /// <summary>Which kind it is.</summary>
    public DepthKind Variant { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Depth or disparity, <c>[row, column]</c>, in the unit of the kind; 0 where there is none.</summary>
    public float[] Values { get; }

    /// <summary>Where there is a value, <c>[row, column]</c>.</summary>
    public bool[] Valid { get; }

    /// <summary>
    /// What a learner is not told: values are about <c>scale · depth + shift</c>, or <c>scale / depth + shift</c> of
    /// disparities.
    /// </summary>
    public double Scale { get; }

    /// <summary>The other half of it; never below 0, so values are not either.</summary>
    public double Shift { get; }

    /// <summary>Whether values fall with depth.</summary>
    public bool IsDisparity => Variant.IsDisparity();

    /// <summary>Number of pixels that have a value.</summary>
    public int ValidCount => Valid.Count(valid => valid);

    internal void Set(int pixel, double value) => (Values[pixel], Valid[pixel]) = ((float)value, true);

    /// <summary>
    /// Makes holes where what is seen lies farther than this, metres. Disparities have none for it: they end at 0 of
    /// themselves.
    /// </summary>
    internal void CutBeyond(double metres)
    {
        if (IsDisparity) return;
        for (var i = 0; i < Values.Length; i++)
            if (Valid[i] && (Values[i] - Shift) / Scale > metres) (Values[i], Valid[i]) = (0, false);
    }
}

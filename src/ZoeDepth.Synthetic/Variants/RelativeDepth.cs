using ZoeDepth.Imaging;

namespace ZoeDepth.Synthetic.Variants;

/// <summary>
/// Many data sets out of one world. The unit, origin and instrument of a kind are functions of the family's name, so
/// that a family is one data set whose pictures agree with each other and with no other family's; accidents are a
/// function of the seed.
/// </summary>
/// <remarks>
/// Training that needs no disk takes them from the samples, in one line:
/// <code>SyntheticWorld.Samples(families, seed).Select(sample => (sample.Picture, Truth: RelativeDepth.Of(sample,
/// DepthKind.Lidar, 0)))</code> These are the values <c>DatasetWriter</c> stores when it is asked for the same kind,
/// before they are cut and rounded to 16 bits.
/// </remarks>
internal static class RelativeDepth
{
    /// <summary>Makes the depth of a sample as another data set would know it.</summary>
    /// <param name="sample">any size</param>
    /// <param name="variant">which kind of data set</param>
    /// <param name="seed">of noise and accidents; the sample's own seed is mixed in</param>
    /// <returns>the same for the same arguments on every machine, whether or not the sample carries geometry</returns>
    /// <exception cref="ArgumentException">
    /// depth and picture differ in size, or the picture is not <see cref="PixelFormat.Rgb8"/>
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">there is no such kind</exception>
    public static RelativeSample Of(Sample sample, DepthKind variant, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Depth.Length != sample.Width * sample.Height)
            throw new ArgumentException(
                $"a picture of {sample.Width}x{sample.Height} came with {sample.Depth.Length} depths", nameof(sample));
        if (sample.Picture.Format != PixelFormat.Rgb8)
            throw new ArgumentException($"the picture is {sample.Picture.Format}; {PixelFormat.Rgb8} is needed",
                nameof(sample));

        // What the family is, and what happened this time.
        var family = new SeededRandom($"{variant} of {sample.Family}", 0);
        var accident = new SeededRandom($"{variant} of {sample.Family} {sample.Seed}", seed);
        return variant switch
        {
            DepthKind.Metric => Fill(sample, new(sample, variant)),
            DepthKind.ScaledShifted => Fill(sample, ScaledShifted(sample, family)),
            DepthKind.Disparity => Fill(sample, Disparity(sample, family)),
            DepthKind.Stereo => Stereo.Of(sample, family, accident),
            DepthKind.StructuredLight => StructuredLight.Of(sample, accident),
            DepthKind.Lidar => Lidar.Of(sample, family, accident),
            DepthKind.StructureFromMotion => StructureFromMotion.Of(sample, accident),
            _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "not a kind of depth"),
        };
    }

    private static RelativeSample ScaledShifted(Sample sample, SeededRandom family)
    {
        var scale = family.LogBetween(0.02, 50);
        return new(sample, DepthKind.ScaledShifted, scale, scale * family.Between(0, Reference(sample)));
    }

    private static RelativeSample Disparity(Sample sample, SeededRandom family)
    {
        var scale = family.LogBetween(0.02, 50);
        return new(sample, DepthKind.Disparity, scale, scale * family.Between(0, 1) / Reference(sample));
    }

    /// <summary>An ordinary distance, metres.</summary>
    private static double Reference(Sample sample) => sample.Domain == Domain.Indoor ? 2 : 8;

    private static RelativeSample Fill(Sample sample, RelativeSample result)
    {
        var (scale, shift, inverse) = (result.Scale, result.Shift, result.IsDisparity);
        for (var i = 0; i < sample.Depth.Length; i++)
        {
            var depth = sample.Depth[i];
            if (depth > 0) result.Set(i, inverse ? (scale / depth) + shift : (scale * depth) + shift);
            else if (inverse) result.Set(i, shift);
        }
        return result;
    }
}

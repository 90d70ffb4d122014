namespace ZoeDepth.Synthetic.Variants;

/// <summary>
/// A pattern projector 7.5 cm beside an infrared camera, after the figures of the first Kinect (Khoshelham and Elberink
/// 2012): depth from disparity in eighths of a pixel of a picture 640 wide, noise of about 1.5 mm · depth².
/// </summary>
internal static class StructuredLight
{
    private const double Baseline = 0.075;
    private const double Nearest = 0.45;
    private const double Noise = 0.0015;

    // Steps of disparity: eighths of a pixel at a focal length of 580 pixels.
    private const double Step = 1 / (8 * 580 * Baseline);

    // Cosine of the angle between surface and ray under which the pattern smears.
    private const double Grazing = 0.2;

    public static RelativeSample Of(Sample sample, SeededRandom accident)
    {
        var (width, height) = (sample.Width, sample.Height);
        var result = new RelativeSample(sample, DepthKind.StructuredLight);

        // In sunlight the pattern cannot be seen beyond a step or two.
        var farthest = sample.Domain == Domain.Indoor ? accident.Between(4, 8) : accident.Between(1, 3);
        var patches = new Patches(accident, width, height, Math.Max(width / 64, 2));
        var seen = Parallax.Seen(sample.Depth, width, height, sample.Intrinsics.FocalLength * Baseline);
        var brightness = Brightness.Of(sample);
        for (var i = 0; i < seen.Length; i++)
        {
            var (bell, chance) = (accident.Normal(0, 1), accident.Unit());
            var (x, y) = (i % width, i / width);
            double z = sample.Depth[i];
            if (!seen[i] || z < Nearest || z > farthest) continue;

            var luck = patches.At(x, y);
            if (Facing(sample, x, y) < Grazing * (0.5 + luck)) continue;
            if (IsEdge(sample, x, y) && chance < 0.6) continue;

            // Little comes back from what is dark and far, too much from what blinds.
            var returned = (brightness[i] + 8) / (z * z);
            if (returned < 6 * luck || (brightness[i] >= 250 && luck > 0.7)) continue;

            var measured = z + (bell * Noise * z * z);
            result.Set(i, 1 / (Math.Round(1 / (measured * Step)) * Step));
        }
        return result;
    }

    /// <summary>Cosine between the surface's normal and the ray, from the depths of the neighbours.</summary>
    private static double Facing(Sample sample, int x, int y)
    {
        var (left, right) = (At(sample, Math.Max(x - 1, 0), y), At(sample, Math.Min(x + 1, sample.Width - 1), y));
        var (above, below) = (At(sample, x, Math.Max(y - 1, 0)), At(sample, x, Math.Min(y + 1, sample.Height - 1)));
        return Math.Abs((right - left).Cross(below - above).Unit().Dot(At(sample, x, y).Unit()));
    }

    private static Vector At(Sample sample, int x, int y)
    {
        double z = sample.Depth[(y * sample.Width) + x];
        var camera = sample.Intrinsics;
        return new((x + 0.5 - camera.CenterX) / camera.FocalLength * z,
            (y + 0.5 - camera.CenterY) / camera.FocalLength * z, z);
    }

    private static bool IsEdge(Sample sample, int x, int y)
    {
        var z = sample.Depth[(y * sample.Width) + x];
        for (var v = Math.Max(y - 1, 0); v <= Math.Min(y + 1, sample.Height - 1); v++)
        {
            for (var u = Math.Max(x - 1, 0); u <= Math.Min(x + 1, sample.Width - 1); u++)
            {
                var other = sample.Depth[(v * sample.Width) + u];
                if (Math.Abs(other - z) > 0.05f * z) return true;
            }
        }
        return false;
    }
}

namespace ZoeDepth.Synthetic.Variants;

/// <summary>
/// A spinning laser scanner at the camera, parallel to it. Its rings lie between 24 degrees below and 2 above the
/// optical axis (or all of a narrower picture), as those of the scanners that driving data sets were made with.
/// </summary>
internal static class Lidar
{
    private const double Lowest = -24;
    private const double Highest = 2;

    public static RelativeSample Of(Sample sample, SeededRandom family, SeededRandom accident)
    {
        var (width, height, camera) = (sample.Width, sample.Height, sample.Intrinsics);
        var result = new RelativeSample(sample, DepthKind.Lidar);
        var range = family.Between(60, 120);
        var noise = family.Between(0.008, 0.03);
        var share = family.Between(0.018, 0.028);

        var top = Math.Max(PortableMath.Tan(PortableMath.Radians(-Highest)), -camera.CenterY / camera.FocalLength);
        var bottom = Math.Min(PortableMath.Tan(PortableMath.Radians(-Lowest)),
            (height - camera.CenterY) / camera.FocalLength);

        // As many shots as make the share; three times as dense along a ring as from ring to ring.
        var shots = share * width * height;
        var rows = (bottom - top) * camera.FocalLength;
        var rings = Math.Max((int)Math.Round(Math.Sqrt(shots * rows / (3 * width))), 2);
        var (first, last) = (-camera.CenterX / camera.FocalLength, (width - camera.CenterX) / camera.FocalLength);
        var (begin, end) = (PortableMath.Atan(first), PortableMath.Atan(last));
        var steps = Math.Max((int)Math.Round(shots / rings), 2);
        var brightness = Brightness.Of(sample);
        var (turn, tilt) = (accident.Unit(), accident.Unit());
        for (var ring = 0; ring < rings; ring++)
        {
            var down = PortableMath.Atan(top)
                + ((PortableMath.Atan(bottom) - PortableMath.Atan(top)) * (ring + tilt) / rings);
            for (var step = 0; step < steps; step++)
            {
                var (luck, bell) = (accident.Unit(), accident.Normal(0, noise));
                var along = begin + ((end - begin) * (step + turn) / steps);

                // A ring is a cone about the vertical: it bends downwards to the sides of a picture.
                var across = PortableMath.Tan(along);
                var slope = PortableMath.Tan(down) * Math.Sqrt(1 + (across * across));
                var x = (int)Math.Floor(camera.CenterX + (across * camera.FocalLength));
                var y = (int)Math.Floor(camera.CenterY + (slope * camera.FocalLength));
                if (x < 0 || x >= width || y < 0 || y >= height) continue;
                double z = sample.Depth[(y * width) + x];
                var length = Math.Sqrt(1 + (across * across) + (slope * slope));
                var lost = 0.04 + (z * length / range * (1.2 - (brightness[(y * width) + x] / 255.0)));
                if (z <= 0 || luck < lost) continue;
                result.Set((y * width) + x, Math.Max(z + (bell / length), 0.01));
            }
        }
        return result;
    }
}

using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Where one ground lies upon another: a share 0..1 of each place.</summary>
internal abstract class Cover
{
    /// <summary>How much of it is covered.</summary>
    public abstract Floats Share(in Surface at);

    /// <summary>A band along a line, its edges frayed.</summary>
    /// <param name="line">its middle</param>
    /// <param name="width">metres</param>
    /// <param name="frayed">how far its edges wander, metres</param>
    /// <param name="strip">width of what grows between two tracks, metres; 0 for one band</param>
    public static Cover Along(Winding line, double width, double frayed = 0.15, double strip = 0) =>
        new Band(line, width, frayed, strip);

    /// <summary>
    /// Slopes: none where the normal's z is above <paramref name="level"/>, all below <paramref name="steep"/>.
    /// </summary>
    public static Cover Steep(double level, double steep, double size) => new Slope(level, steep, size);

    /// <summary>All above the second height, nothing below the first.</summary>
    public static Cover Above(double low, double high, double size) => new Height(low, high, size);

    /// <summary>What waves reach: all below a height, its edge in arcs.</summary>
    public static Cover Washed(double high) => new Wash(high);

    /// <summary>All that is farther ahead, behind a ragged edge.</summary>
    public static Cover Beyond(double y) => new Ahead(y);

    /// <summary>Rows that lead ahead, this far apart, of which a share is covered.</summary>
    public static Cover Rows(double apart, double share) => new Striped(apart, share);

    /// <summary>Patches of about a size that cover a share.</summary>
    public static Cover Patches(double share, double size, int salt) => new Patch(share, size, salt);

    private sealed class Band(Winding line, double width, double frayed, double strip) : Cover
    {
        public override Floats Share(in Surface at)
        {
            // Edges wander over metres, and within them the other ground comes and goes by tufts.
            var wander = NoiseFractal.Plane(at.World.X, at.World.Y, 2.3, 3, at.Footprint, 301) * LaneMath.All(frayed);
            var aside = Vector512.Abs(at.World.X - line.At(at.World.Y)) + wander;
            var soft = Vector512.Max(LaneMath.All(frayed), at.Footprint);
            var tufts = Floats.Zero;
            if (frayed > 0.1 && Vector512.LessThanAny(Vector512.Abs(aside - LaneMath.All(width / 2)), soft + soft))
                tufts = NoiseFractal.Plane(at.World.X, at.World.Y, 0.34, 3, at.Footprint, 303) * soft
                    * LaneMath.All(1.1f);
            var sharp = frayed > 0.1 ? soft * LaneMath.All(0.45f) : soft;
            var edge = LaneMath.All(width / 2);
            var share = Floats.One - LaneMath.Smooth(edge - sharp, edge + sharp, aside + tufts);
            if (strip > 0)
            {
                var grown = NoiseFractal.Plane(at.World.X, at.World.Y, 0.3, 3, at.Footprint, 304)
                    * LaneMath.All(0.5f * (float)strip);
                share *= LaneMath.Smooth(LaneMath.All(0.35 * strip), LaneMath.All(0.65 * strip), aside + grown);
            }
            return share;
        }
    }

    private sealed class Slope(double level, double steep, double size) : Cover
    {
        public override Floats Share(in Surface at)
        {
            var wander = NoiseFractal.Plane(at.World.X, at.World.Y, size, 4, at.Footprint, 311)
                * LaneMath.All(0.5 * (level - steep));
            return LaneMath.Smooth(LaneMath.All(level), LaneMath.All(steep), at.LocalNormal.Z + wander);
        }
    }

    private sealed class Height(double low, double high, double size) : Cover
    {
        public override Floats Share(in Surface at)
        {
            // Snow and grass slide from what is steep.
            var flat = (at.LocalNormal.Z - LaneMath.All(0.75f)) * LaneMath.All(high - low);
            var wander = NoiseFractal.Plane(at.World.X, at.World.Y, size, 4, at.Footprint, 321)
                * LaneMath.All(0.6 * (high - low));
            return LaneMath.Smooth(LaneMath.All(low), LaneMath.All(high), at.World.Z + wander + flat);
        }
    }

    private sealed class Wash(double high) : Cover
    {
        public override Floats Share(in Surface at)
        {
            var arcs = Vector512.Abs(NoiseFractal.Plane(at.World.X, at.World.Y, 5.5, 2, at.Footprint, 323))
                * LaneMath.All(1.1 * high);
            return LaneMath.Smooth(LaneMath.All(high), LaneMath.All(0.82 * high), at.World.Z + arcs);
        }
    }

    private sealed class Ahead(double edge) : Cover
    {
        public override Floats Share(in Surface at)
        {
            var wander = Noise.Value(at.World.X * LaneMath.All(0.2f), at.World.Y * LaneMath.All(0.2f), 305)
                * LaneMath.All(2f);
            return LaneMath.Smooth(LaneMath.All(edge - 1), LaneMath.All(edge + 1), at.World.Y + wander);
        }
    }

    private sealed class Striped(double apart, double share) : Cover
    {
        public override Floats Share(in Surface at)
        {
            var wander = NoiseFractal.Plane(at.World.X, at.World.Y, 0.4, 2, at.Footprint, 307) * LaneMath.All(0.3f);
            var wave = LaneMath.SinTurns(at.World.X * LaneMath.All(1 / apart)) + wander;
            var striped = LaneMath.Smooth(LaneMath.All(0.75 - (2 * share)), LaneMath.All(1.25 - (2 * share)), wave);
            return LaneMath.Mix(LaneMath.All(share), striped, Noise.Kept(at.Footprint, apart));
        }
    }

    private sealed class Patch(double share, double size, int salt) : Cover
    {
        private readonly float _edge = (float)(0.3 * PortableMath.Log((1 - share) / share) / 1.702);

        public override Floats Share(in Surface at)
        {
            var noise = NoiseFractal.Plane(at.World.X, at.World.Y, size, 4, at.Footprint, salt);
            return LaneMath.Smooth(LaneMath.All(_edge - 0.08f), LaneMath.All(_edge + 0.08f), noise);
        }
    }
}

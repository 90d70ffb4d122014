using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// Gullies, ribs and ledges of a mountain that its few triangles lack: light and shade of several sizes, layers of
/// darker rock.
/// </summary>
/// <param name="ground">what it is made of</param>
/// <param name="size">of the largest ribs, metres</param>
internal sealed class Rugged(Material ground, double size) : Material
{
    public override Color Mean => ground.Mean;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        ground.Evaluate(at, ref surface);
        var steep = LaneMath.Saturate((LaneMath.All(0.98f) - at.LocalNormal.Z) * LaneMath.All(4f));
        var (slopeX, slopeY, hollow, wavelength) = (Floats.Zero, Floats.Zero, Floats.Zero, size);
        // Ribs run down the fall line: bends across it are shorter.
        var (x, y) = (at.World.X + (at.World.Z * LaneMath.All(0.4f)),
            (at.World.Y * LaneMath.All(0.6f)) + (at.World.Z * LaneMath.All(0.5f)));
        for (var octave = 0; octave < 4; octave++)
        {
            var kept = Noise.Kept(at.Footprint, wavelength);
            if (Vector512.EqualsAll(kept, Floats.Zero)) break;
            var scale = LaneMath.All(1 / wavelength);
            var (first, second) = Noise.Pair(x * scale, y * scale, 347 + octave);
            slopeX += first * kept;
            slopeY += second * kept;
            hollow += (first * second) * kept;
            wavelength *= 0.43;
        }
        var layers = LaneMath.SinTurns((at.World.Z * LaneMath.All(0.021f)) + (slopeX * LaneMath.All(0.4f))) * steep
            * LaneMath.All(0.1f);
        surface.Albedo *= Vector512.Max(LaneMath.All(0.3f), Floats.One + layers + (hollow * LaneMath.All(0.7f)));
        var depth = LaneMath.All(0.25f) + (steep * LaneMath.All(0.5f));
        surface.LocalNormal += new Vectors(slopeX * depth, slopeY * depth, Floats.Zero);
    }
}

using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// The blur of what lies before or behind the distance a lens is focused on. A thin lens of opening A whose picture has
/// a focal length of f pixels
/// spreads a point at depth z, focused on s, over a disc of A·f·|1/z − 1/s| pixels: neither the sensor's size nor the
/// f-number is needed.
/// <para>
/// Each pixel gathers the discs that reach it. What lies behind a pixel spreads over it no farther than the pixel's own
/// disc: a blurred
/// background does not shine over a sharp edge before it. What a blurred foreground hides is not known and not
/// invented. (Scatter as gather:
/// Potmesil and Chakravarty 1981; McIntosh, Riecke and DiPaola 2012.)
/// </para>
/// </summary>
internal static class DepthOfField
{
    /// <summary>
    /// Largest disc, its radius as a share of the longer side: what is blurred more is cut here, so that cost is
    /// bounded.
    /// </summary>
    private const double MostRadius = 0.035;

    // Discs of less than this radius, pixels, change nothing.
    private const float LeastRadius = 0.35f;

    /// <summary>The light as the camera's lens brings it to the sensor.</summary>
    /// <param name="light">as a pinhole sees it</param>
    /// <param name="depth">metres, 0 for the sky, <c>[row, column]</c></param>
    /// <param name="camera">with an opening and a focus</param>
    public static RadianceImage Blur(RadianceImage light, float[] depth, Camera camera)
    {
        var (width, height) = (light.Width, light.Height);
        var scale = (float)(0.5 * camera.Aperture * camera.FocalLength(width, height));
        var most = (float)(MostRadius * Math.Max(width, height));
        var focus = (float)(1 / camera.Focus);
        var largest = 0f;
        foreach (var metres in depth) largest = Math.Max(largest, Radius(metres));
        if (largest < LeastRadius) return light;

        var reach = (int)Math.Ceiling(largest + 0.5);
        var (margin, packed) = (Whole(reach), Whole(width));
        var stride = margin + packed + margin;
        var length = (height + (2 * reach)) * stride;
        var (red, green, blue) = (new float[length], new float[length], new float[length]);
        var (nearness, radius, share) = (new float[length], new float[length], new float[length]);
        // Outside the picture there is nothing that could reach a pixel.
        Array.Fill(radius, -2f);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (from, to) = ((y * width) + x, Start(y) + x);
                (red[to], green[to], blue[to]) = (light.Red[from], light.Green[from], light.Blue[from]);
                nearness[to] = depth[from] > 0 ? 1 / depth[from] : 0;
                radius[to] = Radius(depth[from]);
                share[to] = 1 / ((radius[to] + 0.5f) * (radius[to] + 0.5f));
            }
        }

        var discs = Offsets(reach, stride);
        var blurred = new RadianceImage(width, height);
        Span<float> sums = stackalloc float[3 * 16];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x += 16)
            {
                var at = Start(y) + x;
                var (ownNearness, ownRadius, ownShare) = (Load(nearness, at), Load(radius, at), Load(share, at));
                var (sum, weights) = (Vectors.Zero, Floats.Zero);
                foreach (var (offset, distance) in discs)
                {
                    var there = at + offset;
                    var (itsRadius, itsShare) = (Load(radius, there), Load(share, there));
                    var before = Vector512.GreaterThanOrEqual(Load(nearness, there), ownNearness);
                    var reaching = Vector512.ConditionalSelect(before, itsRadius, Vector512.Min(itsRadius, ownRadius));
                    var weight = LaneMath.Saturate(reaching - LaneMath.All(distance - 0.5f))
                        * Vector512.ConditionalSelect(before, itsShare, Vector512.Max(itsShare, ownShare));
                    sum += new Vectors(Load(red, there), Load(green, there), Load(blue, there)) * weight;
                    weights += weight;
                }
                sum *= Floats.One / Vector512.Max(weights, LaneMath.All(1e-9f));
                var (to, count) = ((y * width) + x, Math.Min(16, width - x));
                sum.X.CopyTo(sums);
                sum.Y.CopyTo(sums[16..]);
                sum.Z.CopyTo(sums[32..]);
                sums[..count].CopyTo(blurred.Red.AsSpan(to));
                sums.Slice(16, count).CopyTo(blurred.Green.AsSpan(to));
                sums.Slice(32, count).CopyTo(blurred.Blue.AsSpan(to));
            }
        }
        return blurred;

        float Radius(float metres) => Math.Min(most, scale * Math.Abs((metres > 0 ? 1 / metres : 0) - focus));

        int Start(int y) => ((y + reach) * stride) + margin;
    }

    /// <summary>The neighbours a disc of this reach can come from, with their distance, pixels.</summary>
    private static (int Offset, float Distance)[] Offsets(int reach, int stride)
    {
        var offsets = new List<(int, float)>();
        for (var y = -reach; y <= reach; y++)
        {
            for (var x = -reach; x <= reach; x++)
            {
                var distance = (float)Math.Sqrt((x * x) + (y * y));
                if (distance < reach + 0.5f) offsets.Add(((y * stride) + x, distance));
            }
        }
        return [.. offsets];
    }

    private static Floats Load(float[] plane, int at) => Vector512.LoadUnsafe(ref plane[0], (nuint)at);

    private static int Whole(int columns) => (columns + 15) / 16 * 16;
}

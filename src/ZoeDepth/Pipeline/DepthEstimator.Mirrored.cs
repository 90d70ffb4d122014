using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <content>Mirror images of pictures in the network.</content>
public sealed partial class DepthEstimator
{
    /// <summary>How mirror images enter the network; the bits are the same.</summary>
    private enum Mirroring
    {
        /// <summary>None is asked for.</summary>
        None,

        /// <summary>Beside their pictures.</summary>
        SamePass,

        /// <summary>After their pictures.</summary>
        NextPass,
    }

    /// <summary>In a pass of their own, where they are asked for.</summary>
    private static Mirroring MirroringOf(bool flip) => flip ? Mirroring.NextPass : Mirroring.None;

    /// <summary>Beside their pictures where so many images gain by sharing a pass.</summary>
    private Mirroring MirroringOf(bool flip, ImageSize network, int pictures) =>
        flip && Gaining(network) >= 2L * pictures ? Mirroring.SamePass : MirroringOf(flip);

    private static int ImagesInPass(Mirroring mirroring, int pictures) =>
        mirroring == Mirroring.SamePass ? 2 * pictures : pictures;

    private static int PassesOf(Mirroring mirroring) => mirroring == Mirroring.NextPass ? 2 : 1;

    /// <summary>What the network says of pictures, and of their mirror images where those are asked for.</summary>
    /// <param name="pixels"><c>[image, row, column, channel]</c>; mirrored afterwards, if mirror images are</param>
    /// <param name="mirroring">how they enter</param>
    /// <param name="forward">the network, for as many images as come</param>
    /// <param name="nextPass">told what stages of a second pass are called, before it begins</param>
    private static (IReadOnlyList<DepthEstimatorOutput> Upright, IReadOnlyList<DepthEstimatorOutput>? Mirrored) Answers(
        Tensor pixels, Mirroring mirroring, Func<Tensor, IReadOnlyList<DepthEstimatorOutput>> forward,
        Action<string> nextPass)
    {
        if (mirroring == Mirroring.SamePass)
        {
            var pictures = pixels.Shape[0];
            var both = pixels.Pass.New(
                new Shape(2 * pictures, pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]), "beside mirrored");
            pixels.Values.CopyTo(both.Values);
            Mirror(pixels);
            pixels.Values.CopyTo(both.Values[pixels.Values.Length..]);
            var answers = forward(both);
            return ([.. answers.Take(pictures)], [.. answers.Skip(pictures)]);
        }
        var upright = forward(pixels);
        if (mirroring == Mirroring.None) return (upright, null);
        nextPass("mirrored ");
        Mirror(pixels);
        return (upright, forward(pixels));
    }

    /// <summary>Each image with a head of its own, the same one for a picture and its mirror image.</summary>
    /// <param name="pixels">images, as many as domains or a multiple of it</param>
    /// <param name="domains">the head that shall answer each picture; null: the router's choice</param>
    private IReadOnlyList<DepthEstimatorOutput> ForwardEach(Tensor pixels, int?[] domains) =>
        Model.ForwardEach(pixels,
            [.. Enumerable.Range(0, pixels.Shape[0]).Select(image => domains[image % domains.Length])]);

    /// <summary>Mirrors every row in place, <c>[image, row, column, channel]</c>.</summary>
    private static void Mirror(Tensor pixels)
    {
        var (columns, channels) = (pixels.Shape[2], pixels.Shape.Last);
        var values = pixels.Values;
        for (var row = 0; row < values.Length; row += columns * channels)
        {
            var line = values.Slice(row, columns * channels);
            // Reversing all numbers mirrors the row and the order of channels; reversing each pixel puts those right
            // again.
            line.Reverse();
            for (var x = 0; x < line.Length; x += channels) line.Slice(x, channels).Reverse();
        }
    }
}

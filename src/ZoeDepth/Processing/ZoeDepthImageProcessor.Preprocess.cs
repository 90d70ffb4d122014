using ZoeDepth.Imaging;
using ZoeDepth.Kernels;
using ZoeDepth.Tensors;

namespace ZoeDepth;

public sealed partial record ZoeDepthImageProcessor
{
    /// <summary>One picture as <c>pixel_values</c>.</summary>
    /// <inheritdoc cref="Preprocess(Pass, IReadOnlyList{PixelArray})"/>
    public Tensor Preprocess(Pass pass, Image image) => Preprocess(pass, [PixelArray.FromImage(image)]);

    /// <summary>Pictures as <c>pixel_values</c>.</summary>
    /// <inheritdoc cref="Preprocess(Pass, IReadOnlyList{PixelArray})"/>
    public Tensor Preprocess(Pass pass, IReadOnlyList<Image> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Preprocess(pass, [.. images.Select(PixelArray.FromImage)]);
    }

    /// <summary>
    /// Pictures as <c>pixel_values</c>: rescaled, padded, resized, normalised, in this order. They are neither turned by EXIF nor converted to RGB: the
    /// pipeline's loader does both. A picture of one channel takes as many as there are means.
    /// </summary>
    /// <param name="pass">where the tensor is made</param>
    /// <param name="images">at least one; all must come out at one size</param>
    /// <returns><c>[image, row, column, channel]</c>, −1..1 with the published settings (channels last, where the reference has them second)</returns>
    /// <exception cref="ArgumentException">no picture, or a setting that does not fit the pictures</exception>
    /// <exception cref="UnsuitablePictureException">a picture too small for its border, too elongated, or of another size than the first</exception>
    public Tensor Preprocess(Pass pass, IReadOnlyList<PixelArray> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Preprocess(pass, images, NamesOf(images.Count));
    }

    /// <summary>What messages call pictures that have no file: "picture 2 of 3".</summary>
    internal static string[] NamesOf(int count) => [.. Enumerable.Range(1, count).Select(i => count == 1 ? "the picture" : $"picture {i} of {count}")];

    /// <summary>The same, with what messages call the pictures.</summary>
    internal Tensor Preprocess(Pass pass, IReadOnlyList<PixelArray> images, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(pass);
        if (images.Count == 0) throw new ArgumentException("expected at least one picture, but the list is empty", nameof(images));
        // Everything that can be refused is refused before anything is computed.
        var size = default(ImageSize);
        var channels = 0;
        for (var i = 0; i < images.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(images[i]);
            CheckBorder(images[i].Size, names[i]);
            var mine = (Size: OutputSize(images[i].Size, names[i]), Channels: OutputChannels(images[i], names[i]));
            if (i == 0) (size, channels) = mine;
            else if (mine != (size, channels))
            {
                throw new UnsuitablePictureException(
                    $"{names[i]} comes out at {mine.Size} with {mine.Channels} channels and the first at {size} with {channels}, so they do not fit one batch",
                    PictureRemedy.OneByOne, PictureRemedy.Stretch);
            }
        }
        var pixels = pass.New(new Shape(images.Count, size.Height, size.Width, channels), "preprocess");
        for (var i = 0; i < images.Count; i++) Fill(pixels, i, images[i]);
        return pixels;
    }

    internal void CheckBorder(ImageSize picture, string name)
    {
        if (CanPad(picture)) return;
        var border = Border(picture);
        throw new UnsuitablePictureException(
            $"{name} of {picture} is too small to be mirrored at its border: {border.Height} rows and {border.Width} columns would be added on each side, " +
            "and that takes at least one more of each", PictureRemedy.Enlarge, PictureRemedy.NoBorder);
    }

    private int OutputChannels(PixelArray image, string name)
    {
        if (image.IsInteger && !DoRescale && (DoNormalize || (DoResize && !image.IsByte)))
        {
            throw new ArgumentException(
                $"{name} has {image.KindName} whole-number samples, which cannot be {(DoNormalize ? "normalised" : "resized")} unless they are rescaled; turn DoRescale on, or give floats");
        }
        if (!DoNormalize) return image.Channels;
        var channels = Broadcast(image.Channels, ImageMean.Count);
        if (channels == 0 || (ImageStd.Count != 1 && ImageStd.Count != channels))
        {
            throw new ArgumentException(
                $"{name} has {image.Channels} channels, but there are {ImageMean.Count} means and {ImageStd.Count} divisors; " +
                "convert it to RGB (Image.ToRgb8), or give one of each for every channel");
        }
        foreach (var std in ImageStd)
            if ((float)std == 0) throw new ArgumentException("image_std holds a 0, and the picture would be divided by it");
        return channels;
    }

    /// <summary>PyTorch's rule for two extents: equal, or one of them 1; 0 if neither.</summary>
    private static int Broadcast(int a, int b) => a == b || b == 1 ? a : a == 1 ? b : 0;

    /// <summary>
    /// One picture of the batch. The border is not made and the large picture not converted: only the rows and columns that the resized one is interpolated
    /// from are read, so the memory is that of a few network inputs, whatever the picture's size.
    /// </summary>
    private unsafe void Fill(Tensor pixels, int at, PixelArray image)
    {
        var pass = pixels.Pass;
        pass.Cancellation.ThrowIfCancellationRequested();
        var (height, width, channels) = (pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]);
        var y = pixels.Pointer + ((long)at * height * width * channels);
        if (image.IsInteger && !DoRescale && DoResize)
        {
            FillBytes(y, height, width, image, pass.Work);
            return;
        }
        var border = Border(image.Size);
        var rows = Axis(image.Height, border.Height, height, out var readRows);
        var columns = Axis(image.Width, border.Width, width, out var readColumns);
        var factor = DoRescale ? (float)RescaleFactor : 1;

        using var frame = pass.Frame();
        var source = pass.New(new Shape(readRows.Length, readColumns.Length, image.Channels), "preprocess.read");
        var x = source.Pointer;
        var rowLength = readColumns.Length * image.Channels;
        pass.Work.Ranges(readRows.Length, 16, (start, end) =>
        {
            for (var row = start; row < end; row++)
                image.Read(readRows[row], readColumns, factor, new Span<float>(x + (row * rowLength), rowLength));
        });
        // A gray picture is resized as one channel and spread over its means afterwards.
        var resized = channels == image.Channels ? y : pass.New(new Shape(height, width, image.Channels), "preprocess.resized").Pointer;
        Resize.Forward(x, 1, image.Channels, rows, columns, resized, pass.Work);
        if (DoNormalize) Normalize(resized, image.Channels, y, channels, (long)height * width, pass.Work);
    }

    private ResampledAxis Axis(int side, int border, int length, out int[] positions)
    {
        var padded = ResampledAxis.Reflected(side, border, border);
        return ResampledAxis.Interpolated(padded.Length, length, Resample == ImageResampling.Bicubic ? Interpolation.Bicubic : Interpolation.Bilinear, Corners.Aligned)
            .Packed(padded, out positions);
    }

    /// <summary>(x − mean) / std, in float32 and in this order.</summary>
    private unsafe void Normalize(float* x, int channelsOfX, float* y, int channels, long count, Work work)
    {
        var means = new float[channels];
        var divisors = new float[channels];
        for (var c = 0; c < channels; c++)
        {
            means[c] = (float)ImageMean[ImageMean.Count == 1 ? 0 : c];
            divisors[c] = (float)ImageStd[ImageStd.Count == 1 ? 0 : c];
        }
        work.Ranges(count, 4096, (start, end) =>
        {
            for (var pixel = start; pixel < end; pixel++)
                for (var c = 0; c < channels; c++)
                    y[(pixel * channels) + c] = (x[(pixel * channelsOfX) + (channelsOfX == 1 ? 0 : c)] - means[c]) / divisors[c];
        });
    }

    /// <summary>Bytes that stay bytes: neither rescaled nor normalised, they are resampled in the fixed point PyTorch uses for them. Values 0..255.</summary>
    private unsafe void FillBytes(float* y, int height, int width, PixelArray image, Work work)
    {
        var border = Border(image.Size);
        var (rows, columns) = (image.Height + (2 * border.Height), image.Width + (2 * border.Width));
        var bytes = image.ToBytes();
        var padded = new byte[checked(rows * columns * image.Channels)];
        var to = 0;
        for (var row = 0; row < rows; row++)
        {
            var from = SizeRule.Mirrored(row - border.Height, image.Height) * image.Width;
            for (var column = 0; column < columns; column++, to += image.Channels)
                bytes.AsSpan((from + SizeRule.Mirrored(column - border.Width, image.Width)) * image.Channels, image.Channels).CopyTo(padded.AsSpan(to));
        }
        var filter = Resample == ImageResampling.Bicubic ? ResampleFilter.Cubic : ResampleFilter.Triangle;
        var resized = ByteResize.Interpolated(padded, rows, columns, image.Channels, height, width, filter, work);
        for (var i = 0; i < resized.Length; i++) y[i] = resized[i];
    }
}

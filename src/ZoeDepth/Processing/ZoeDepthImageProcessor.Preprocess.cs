using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

public sealed partial record ZoeDepthImageProcessor
{
    /// <summary>One picture as <c>pixel_values</c>.</summary>
    /// <inheritdoc cref="Preprocess(Pass, IReadOnlyList{PixelArray})"/>
    public Tensor Preprocess(Pass pass, RasterImage image) => Preprocess(pass, [PixelArray.FromImage(image)]);

    /// <summary>Pictures as <c>pixel_values</c>.</summary>
    /// <inheritdoc cref="Preprocess(Pass, IReadOnlyList{PixelArray})"/>
    public Tensor Preprocess(Pass pass, IReadOnlyList<RasterImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Preprocess(pass, [.. images.Select(PixelArray.FromImage)]);
    }

    /// <summary>
    /// Pictures as <c>pixel_values</c>: rescaled, padded, resized, normalised, in this order. They are neither turned
    /// by EXIF nor converted to RGB: the pipeline's loader does both. A picture of one channel takes as many as there
    /// are means.
    /// </summary>
    /// <param name="pass">where the tensor is made</param>
    /// <param name="images">at least one; all must come out at one size</param>
    /// <returns>
    /// <c>[image, row, column, channel]</c>, −1..1 with the published settings (channels last, where the reference has
    /// them second)
    /// </returns>
    /// <exception cref="ArgumentException">no picture, or a setting that does not fit the pictures</exception>
    /// <exception cref="UnsupportedImageSizeException">
    /// a picture too small for its border, too elongated, or of another size than the first
    /// </exception>
    public Tensor Preprocess(Pass pass, IReadOnlyList<PixelArray> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Preprocess(pass, images, NamesOf(images.Count));
    }

    /// <summary>What messages call pictures that have no file: "picture 2 of 3".</summary>
    internal static string[] NamesOf(int count) =>
        [.. Enumerable.Range(1, count).Select(i => count == 1 ? "the picture" : $"picture {i} of {count}")];

    /// <summary>The same, with what messages call the pictures.</summary>
    internal Tensor Preprocess(Pass pass, IReadOnlyList<PixelArray> images, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(pass);
        if (images.Count == 0)
            throw new ArgumentException("expected at least one picture, but the list is empty", nameof(images));
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
                throw new UnsupportedImageSizeException(
                    $"{names[i]} comes out at {mine.Size} with {mine.Channels} channels and the first at {size} " +
                    $"with {channels}, so they do not fit one batch",
                    SuggestedFix.OneByOne, SuggestedFix.Stretch);
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
        throw new UnsupportedImageSizeException(
            $"{name} of {picture} is too small to be mirrored at its border: {border.Height} rows and " +
            $"{border.Width} columns would be added on each side, " +
            "and that takes at least one more of each", SuggestedFix.Enlarge, SuggestedFix.NoBorder);
    }

    private int OutputChannels(PixelArray image, string name)
    {
        if (image.IsInteger && !DoRescale && (DoNormalize || (DoResize && !image.IsByte)))
        {
            throw new ArgumentException(
                $"{name} has {image.KindName} whole-number samples, which cannot be " +
                $"{(DoNormalize ? "normalised" : "resized")} unless they are rescaled; turn DoRescale on, or give " +
                "floats");
        }
        if (ResizesAntialiased && DoResize && !image.IsByte)
            throw new ArgumentException(
                $"{name} has {image.KindName} samples, and {ImageProcessorType} resizes bytes; convert it to 8 bits");
        if (!Libraries.ContainsKey(Backend))
            throw new ArgumentException($"the backend is '{Backend}'; expected {string.Join(", ", Libraries.Keys)}");
        if (!DoNormalize) return image.Channels;
        var channels = Broadcast(image.Channels, ImageMean.Count);
        if (channels == 0 || (ImageStd.Count != 1 && ImageStd.Count != channels))
        {
            throw new ArgumentException(
                $"{name} has {image.Channels} channels, but there are {ImageMean.Count} means and {ImageStd.Count} " +
                "divisors; convert it to RGB (RasterImage.ToRgb8), or give one of each for every channel");
        }
        foreach (var std in ImageStd)
            if ((float)std == 0)
                throw new ArgumentException("image_std holds a 0, and the picture would be divided by it");
        return channels;
    }

    /// <summary>PyTorch's rule for two extents: equal, or one of them 1; 0 if neither.</summary>
    private static int Broadcast(int a, int b) => a == b || b == 1 ? a : a == 1 ? b : 0;

    /// <summary>
    /// One picture of the batch. The border is not made and the large picture not converted: only the rows and columns
    /// that the resized one is interpolated from are read, so the memory is that of a few network inputs, whatever the
    /// picture's size.
    /// </summary>
    private void Fill(Tensor pixels, int at, PixelArray image)
    {
        var pass = pixels.Pass;
        pass.Cancellation.ThrowIfCancellationRequested();
        var (height, width) = (pixels.Shape[1], pixels.Shape[2]);
        if (image.IsInteger && !DoRescale && DoResize && !ResizesAntialiased)
        {
            FillBytes(pixels, at, image);
            return;
        }
        var border = Border(image.Size);
        if (ResizesAntialiased && DoResize)
        {
            image = Antialiased(image, (height, width), pass.Work);
            border = default;
        }
        var grid = ImageGrid.Mirrored(
            (image.Height, image.Width), (border.Height, border.Width), (height, width), ResampleInterpolation);
        var (rows, columns) = (grid.ReadRows, grid.ReadColumns);
        var factor = DoRescale ? (float)RescaleFactor : 1;

        using var frame = pass.Frame();
        var source = pass.New(new Shape(1, rows.Length, columns.Length, image.Channels), "preprocess.read");
        var rowLength = columns.Length * image.Channels;
        pass.Work.Ranges(rows.Length, 16, (start, end) =>
        {
            for (var row = start; row < end; row++)
                image.Read(rows[row], columns, factor, source.Slice(row * rowLength, rowLength));
        });
        // A gray picture is resized as one channel and spread over its means afterwards.
        if (image.Channels != pixels.Shape[3])
        {
            Normalize(Operations.Resize(source, grid), 0, pixels, at);
            return;
        }
        Operations.ResizeInto(source, grid, pixels, at);
        if (DoNormalize) Normalize(pixels, at, pixels, at);
    }

    /// <summary>The picture with its border at its new size in bytes.</summary>
    private PixelArray Antialiased(PixelArray image, (int Rows, int Columns) size, Work work)
    {
        var (padded, from) = Padded(image);
        return PixelArray.FromBytes(
            ByteImages.ResizeAntialiased(padded, from, image.Channels, size, ResampleInterpolation, Libraries[Backend],
                work),
            [size.Rows, size.Columns, image.Channels], ChannelLayout.ChannelsLast);
    }

    private Interpolation ResampleInterpolation =>
        Resample == ImageResampling.Bicubic ? Interpolation.Bicubic : Interpolation.Bilinear;

    /// <summary>(x − mean) / std, in float32 and in this order.</summary>
    private void Normalize(Tensor resized, int image, Tensor pixels, int at)
    {
        var (height, width, channels) = (pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]);
        var channelsOfX = resized.Shape[3];
        var means = new float[channels];
        var divisors = new float[channels];
        for (var c = 0; c < channels; c++)
        {
            means[c] = (float)ImageMean[ImageMean.Count == 1 ? 0 : c];
            divisors[c] = (float)ImageStd[ImageStd.Count == 1 ? 0 : c];
        }
        pixels.Pass.Work.Ranges(height, 16, (start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                var x = resized.Slice(((image * (long)height) + row) * width * channelsOfX, width * channelsOfX);
                var y = pixels.Slice(((at * (long)height) + row) * width * channels, width * channels);
                for (var column = 0; column < width; column++)
                    for (var c = 0; c < channels; c++)
                    {
                        var value = x[(column * channelsOfX) + (channelsOfX == 1 ? 0 : c)];
                        y[(column * channels) + c] = (value - means[c]) / divisors[c];
                    }
            }
        });
    }

    /// <summary>
    /// Bytes that stay bytes: neither rescaled nor normalised, they are resampled in the fixed point PyTorch uses for
    /// them. Values 0..255.
    /// </summary>
    private void FillBytes(Tensor pixels, int at, PixelArray image)
    {
        var (height, row) = (pixels.Shape[1], pixels.Shape[2] * pixels.Shape[3]);
        var (padded, from) = Padded(image);
        var resized = ByteImages.Resize(
            padded, from, image.Channels, (height, pixels.Shape[2]), ResampleInterpolation, pixels.Pass.Work);
        for (var y = 0; y < height; y++)
        {
            var to = pixels.Slice(((at * (long)height) + y) * row, row);
            for (var i = 0; i < row; i++) to[i] = resized[(y * row) + i];
        }
    }

    /// <summary>The bytes of a picture with its border, and how many rows and columns they are.</summary>
    private (byte[] Bytes, (int Rows, int Columns) Size) Padded(PixelArray image)
    {
        var border = Border(image.Size);
        var (rows, columns) = (image.Height + (2 * border.Height), image.Width + (2 * border.Width));
        var bytes = image.ToBytes();
        var padded = new byte[checked(rows * columns * image.Channels)];
        var next = 0;
        for (var y = 0; y < rows; y++)
        {
            var from = SizeRule.Mirrored(y - border.Height, image.Height) * image.Width;
            for (var x = 0; x < columns; x++, next += image.Channels)
            {
                var pixel = (from + SizeRule.Mirrored(x - border.Width, image.Width)) * image.Channels;
                bytes.AsSpan(pixel, image.Channels).CopyTo(padded.AsSpan(next));
            }
        }
        return (padded, (rows, columns));
    }
}

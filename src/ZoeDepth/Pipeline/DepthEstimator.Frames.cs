using System.Buffers;
using ZoeDepth.Imaging;

namespace ZoeDepth;

public sealed partial class DepthEstimator
{
    /// <summary>
    /// Depth of a frame that lies in memory: of a camera, a video, another library. The network's input is resampled
    /// straight from it; nothing is copied or converted before. The memory must stay as it is until this returns.
    /// </summary>
    /// <param name="frame">the pixels, upright; opacity is not looked at</param>
    /// <param name="options">the preset, and switches that differ from it</param>
    /// <param name="name">what messages call the frame</param>
    /// <param name="progress">told after every stage, on the thread that computes</param>
    /// <param name="cancellation">
    /// looked at while waiting for a turn, before every operation and between its pieces
    /// </param>
    /// <inheritdoc cref="Estimate(RasterImage, EstimateOptions?, IProgress{DepthProgress}?, CancellationToken)"/>
    public DepthMap Estimate(
        PixelFrame frame, EstimateOptions? options = null, string name = "the frame",
        IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        using var turn = Turn(cancellation);
        return Run(Source.Of(frame), options, name, progress, cancellation);
    }

    /// <summary>The same on a thread of the pool; while it waits for its turn it holds none.</summary>
    /// <inheritdoc
    /// cref="Estimate(PixelFrame, EstimateOptions?, string, IProgress{DepthProgress}?, CancellationToken)"/>
    public Task<DepthMap> EstimateAsync(
        PixelFrame frame, EstimateOptions? options = null, string name = "the frame",
        IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return InTurnAsync(() => Run(Source.Of(frame), options, name, progress, cancellation), cancellation);
    }

    /// <summary>Depth of a frame that lies in native memory, such as an OpenCV matrix or a SkiaSharp bitmap.</summary>
    /// <param name="pixels">rows from top to bottom, <c>[row, column, channel]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="format">what a pixel is</param>
    /// <param name="stride">bytes from one row to the next; 0: rows follow one another without a gap</param>
    /// <param name="options">the preset, and switches that differ from it</param>
    /// <param name="name">what messages call the frame</param>
    /// <param name="progress">told after every stage, on the thread that computes</param>
    /// <param name="cancellation">
    /// looked at while waiting for a turn, before every operation and between its pieces
    /// </param>
    /// <inheritdoc
    /// cref="Estimate(PixelFrame, EstimateOptions?, string, IProgress{DepthProgress}?, CancellationToken)"/>
    public unsafe DepthMap Estimate(
        ReadOnlySpan<byte> pixels, int width, int height, FrameFormat format, int stride = 0,
        EstimateOptions? options = null,
        string name = "the frame", IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
    {
        fixed (byte* start = pixels)
        {
            using var memory = new BorrowedMemory(start, pixels.Length);
            return Estimate(new PixelFrame(memory.Memory, width, height, format, stride), options, name, progress,
                cancellation);
        }
    }

    /// <summary>What a pass reads its pixels from.</summary>
    /// <param name="Size">rows and columns</param>
    /// <param name="Camera">what the file says of its camera; null for one that says nothing</param>
    /// <param name="IsGray16">whether samples of 16 bits were cut at 255</param>
    /// <param name="Pixels">RGB, 0..255</param>
    private sealed record Source(ImageSize Size, CameraIntrinsics? Camera, bool IsGray16, Func<PixelArray> Pixels)
    {
        public static Source Of(RasterImage image) => new(
            new ImageSize(image.Height, image.Width), CameraIntrinsics.Of(image), image.Format == PixelFormat.Gray16,
            () => PixelArray.FromImage(image.ToRgb8()));

        public static Source Of(PixelFrame frame)
        {
            var pixels = PixelArray.FromFrame(frame);
            return new(pixels.Size, null, false, () => pixels);
        }
    }

    /// <summary>Pinned memory of a caller who waits for the result.</summary>
    private sealed unsafe class BorrowedMemory(byte* start, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}

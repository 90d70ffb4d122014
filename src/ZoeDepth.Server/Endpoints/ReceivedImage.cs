using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>
/// An image that has arrived, and whose header was read: it is of a kind and a size that are taken. Its bytes count as
/// an upload's until it is disposed.
/// </summary>
internal sealed class ReceivedImage : IDisposable
{
    private readonly IDisposable _held;

    private ReceivedImage(ReadOnlyMemory<byte> file, ImageSize size, IDisposable held) =>
        (File, Size, _held) = (file, size, held);

    /// <summary>Its file; nothing once it was given up.</summary>
    public ReadOnlyMemory<byte> File { get; private set; }

    /// <summary>Rows and columns that its header declares.</summary>
    public ImageSize Size { get; }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="file">the file</param>
    /// <param name="decoding">what is taken</param>
    /// <param name="arrival">has counted its bytes</param>
    /// <exception cref="RequestProblem">
    /// 413: more pixels than allowed; 415: no image that is read; 422: a broken one
    /// </exception>
    public static ReceivedImage Of(ReadOnlyMemory<byte> file, DecodeOptions decoding, Arrival arrival)
    {
        try
        {
            var info = RasterImage.Identify(file.Span, decoding);
            return new(file, new ImageSize(info.Height, info.Width), arrival.HandOver());
        }
        catch (Exception error) when (UnreadableImage.Of(error) is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>Gives the file's memory up, which nobody reads any more.</summary>
    public void Dispose()
    {
        File = default;
        _held.Dispose();
    }
}

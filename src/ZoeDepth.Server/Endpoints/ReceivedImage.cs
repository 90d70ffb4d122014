using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>An image that has arrived, and whose header was read: it is of a kind and a size that are taken.</summary>
internal sealed class ReceivedImage
{
    private ReceivedImage(ReadOnlyMemory<byte> file, ImageSize size) => (File, Size) = (file, size);

    /// <summary>Its file; nothing once it was given up.</summary>
    public ReadOnlyMemory<byte> File { get; private set; }

    /// <summary>Rows and columns that its header declares.</summary>
    public ImageSize Size { get; }

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="RequestProblem">
    /// 413: more pixels than allowed; 415: no image that is read; 422: a broken one
    /// </exception>
    public static ReceivedImage Of(ReadOnlyMemory<byte> file, DecodeOptions decoding)
    {
        try
        {
            var info = RasterImage.Identify(file.Span, decoding);
            return new(file, new ImageSize(info.Height, info.Width));
        }
        catch (Exception error) when (UnreadableImage.Of(error) is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>Gives the file's memory up, which nobody reads any more.</summary>
    public void Release() => File = default;
}

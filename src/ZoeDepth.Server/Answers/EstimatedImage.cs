using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>An image and its depth, of which answers of every kind are made.</summary>
/// <param name="Photo">what colours a surface</param>
/// <param name="Depth">the depth</param>
/// <param name="Camera">what is known of the camera; null for nothing</param>
/// <param name="Model">what requests call the model that answered</param>
/// <param name="RequestId">names the request, or the image of a batch, in the service's log</param>
internal sealed record EstimatedImage(RasterImage Photo, DepthMap Depth, CameraDocument? Camera, string Model,
    string RequestId)
{
    /// <summary>Where its files are kept, by their kind; null for none.</summary>
    public IReadOnlyDictionary<string, LinkDocument>? Links { get; init; }

    /// <summary>Until when they are kept at most.</summary>
    public DateTimeOffset? Until { get; init; }
}

namespace ZoeDepth.Server;

/// <summary>What requests take together at most, part by part.</summary>
internal static class RequestMemory
{
    /// <summary>
    /// An array that bytes are read into doubles when it is full: the new one is twice what has come, beside the old
    /// one. Base 64 is decoded in one copy beside twice the request.
    /// </summary>
    private const int BytesOfUploaded = 3;

    /// <summary>What is kept ready for a request before its first byte comes: an array, a line, a form.</summary>
    private const int BesideUpload = 128 << 10;

    /// <summary>
    /// A pixel that is worked on: as it is decoded, upright, its metres, their spread, and one more copy of either for
    /// statistics or colours. Measured with 48 million pixels of a 16-bit PNG: 12 to 23 bytes by the kind of answer.
    /// </summary>
    private const int BytesOfPixel = 24;

    /// <summary>The parts, and how many bytes each takes.</summary>
    public static IReadOnlyList<(string What, long Bytes)> Of(ZoeDepthServerOptions options) =>
    [
        ("files of images", (BytesOfUploaded * options.MaxUploadBytes)
            + (BesideUpload * ((long)options.MaxUploads + options.MaxConcurrent + options.QueueLength))),
        ("pixels", BytesOfPixel * Math.Max(options.MaxPixelsAtOnce, options.Decoding.MaxPixels)),
        ("answers", options.MaxAnswerBytes),
        ("kept results", options.MaxResultBytes),
    ];
}

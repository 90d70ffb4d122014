namespace ZoeDepth.Server;

/// <summary>The body of a batch, image by image.</summary>
internal interface IBatchBody
{
    /// <summary>What is asked for all images, as far as the body was read.</summary>
    DepthRequest Request { get; }

    /// <summary>Reads on to the next image; null at the end.</summary>
    /// <exception cref="RequestProblem">400: a broken body</exception>
    Task<IBatchImage?> NextAsync(CancellationToken cancellation);
}

/// <summary>An image of a batch.</summary>
internal interface IBatchImage
{
    /// <summary>What the sender calls it.</summary>
    string Name { get; }

    /// <summary>Reads what was sent of it; null where that is more than allowed.</summary>
    /// <exception cref="RequestProblem">400: a broken body, which ends the batch</exception>
    Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation);

    /// <summary>The image in what was read, and what is asked for it.</summary>
    /// <param name="read">what was read</param>
    /// <param name="ofAll">what is asked for all</param>
    /// <exception cref="RequestProblem">400, 413: what is wrong with this image alone</exception>
    (SentImage Image, DepthRequest Request) Of(ReadOnlyMemory<byte> read, DepthRequest ofAll);
}

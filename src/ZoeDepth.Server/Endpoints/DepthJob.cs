namespace ZoeDepth.Server;

/// <summary>One image to be answered.</summary>
/// <param name="Caller">who asks</param>
/// <param name="Model">what will answer: the model that stood there when the image came</param>
/// <param name="Kind">the kind of answer</param>
/// <param name="Request">what was asked beside the image</param>
/// <param name="Image">the image</param>
/// <param name="Id">names the request, or the image of a batch</param>
internal sealed record DepthJob(Caller Caller, ModelUse Model, AnswerKind Kind, DepthRequest Request,
    ReceivedImage Image, string Id)
{
    /// <summary>Told of every stage.</summary>
    public IProgress<DepthProgress>? Progress { get; init; }

    /// <summary>Whether the answer will stand in JSON, a file's bytes in base 64.</summary>
    public bool IsInText { get; init; }

    /// <summary>Where the service's paths begin, "" at the address itself.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Bytes that its answer takes at most, with the files that are kept beside it.</summary>
    public long AnswerBytes => AnswerSize.Of(Kind, Image.Size, IsInText)
        + Request.Files.Sum(kind => AnswerSize.Of(kind, Image.Size, isInText: false));

    /// <summary>Whether anything that is asked for is of this kind.</summary>
    public bool Asks(Func<AnswerKind, bool> isOfKind) => isOfKind(Kind) || Request.Files.Any(isOfKind);
}

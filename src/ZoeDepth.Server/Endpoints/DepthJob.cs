namespace ZoeDepth.Server;

/// <summary>One image to be answered.</summary>
/// <param name="Model">what will answer: the model that stood there when the image came</param>
/// <param name="Kind">the kind of answer</param>
/// <param name="Request">what was asked beside the image</param>
/// <param name="Image">its file</param>
/// <param name="Id">names the request, or the image of a batch</param>
/// <param name="Progress">told of every stage</param>
internal sealed record DepthJob(ModelUse Model, AnswerKind Kind, DepthRequest Request,
    ReadOnlyMemory<byte> Image, string Id, IProgress<DepthProgress>? Progress = null);

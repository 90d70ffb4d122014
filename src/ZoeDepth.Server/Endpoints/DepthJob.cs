namespace ZoeDepth.Server;

/// <summary>One image to be answered.</summary>
/// <param name="Estimator">the model that will answer, the one that stood there when the image came</param>
/// <param name="Kind">the kind of answer</param>
/// <param name="Request">what was asked beside the image</param>
/// <param name="Image">its file</param>
/// <param name="Id">names the request, or the image of a batch</param>
/// <param name="Progress">told of every stage</param>
internal sealed record DepthJob(DepthEstimator Estimator, AnswerKind Kind, DepthRequest Request,
    ReadOnlyMemory<byte> Image, string Id, IProgress<DepthProgress>? Progress = null);

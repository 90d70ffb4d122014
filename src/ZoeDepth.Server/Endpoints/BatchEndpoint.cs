using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ZoeDepth.Server;

/// <summary>
/// <c>POST /v1/depth/batch</c>: several images of one form or of lines of JSON, each answered as soon as it is ready.
/// </summary>
internal sealed class BatchEndpoint(ModelCatalogue models, ZoeDepthServerOptions options, Uploads uploads,
    RemoteImages remote, Admission admission, DepthWork work, Guard guard, ServerMetrics metrics,
    ILogger<BatchEndpoint> log)
{
    /// <summary>Where it is asked.</summary>
    public const string Path = "/v1/depth/batch";

    /// <summary>Images of one batch; those that find no place are told so, one by one.</summary>
    public const int MostFiles = 256;

    /// <summary>Images of one batch that are answered: half of the places, so that no sender fills them all.</summary>
    private readonly int _mostPlaces =
        Math.Max(options.MaxConcurrent, (options.MaxConcurrent + options.QueueLength) / 2);

    /// <summary>
    /// Answers a batch. Images are worked on while further ones arrive, but nothing is sent before the last has come:
    /// most clients send a whole request before they read, and two that wait for each other wait for ever.
    /// </summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var asked = DepthRequest.Of(context.Request.Query);
        var format = Negotiation.OfBatch(context.Request);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !(ImageForm.Is(type) || LinesOfBatch.Are(type)))
            throw new RequestProblem(StatusCodes.Status415UnsupportedMediaType,
                "send the images as files of a multipart/form-data form, or as lines of JSON " +
                $"({LinesOfBatch.MediaType})");
        admission.RequirePlace(Caller.Of(context).Name);
        await using var batch = new Batch(work, admission, guard, context, options.MaxConcurrent);
        await ReceiveAsync(context, asked, type, format, batch);
        if (batch.Count == 0)
            throw RequestProblem.BadRequest(ImageForm.Is(type)
                ? "the form holds no file; send the images as files of the form"
                : "there is no line; send one for each image");
        await BatchWriter.SendAsync(context, new Sending(context, options, metrics), format, batch,
            result => log.Answered(result.Id, result.Problem?.Status ?? StatusCodes.Status200OK,
                result.Answer?.Body.Length ?? 0, result.Time.TotalMilliseconds));
    }

    /// <summary>Takes in all images, for which together there is one limit of time.</summary>
    private async Task ReceiveAsync(HttpContext context, DepthRequest asked, MediaTypeHeaderValue type,
        BatchFormat format, Batch batch)
    {
        var isForm = ImageForm.Is(type);
        var most = isForm ? options.MaxBodyBytes : ImageJson.MostBytes(options.MaxBodyBytes);
        using var arrival = new Arrival(context, uploads, MostFiles, most, options.BatchTimeout);
        IBatchBody body = isForm ? new FormOfBatch(new(context.Request, type, asked, MostFiles), arrival, most)
            : new LinesOfBatch(new(context.Request.Body, most, arrival.Refusal), asked, MostFiles,
                options.MaxBodyBytes);
        for (DepthRequest? first = null; await arrival.InTimeAsync(body.NextAsync) is { } image;)
        {
            if (first is not null && body.Request != first)
                throw RequestProblem.BadRequest("fields of the form stand before its first image, and hold for all");
            first ??= body.Request;
            batch.Model ??= models.Find(first.Model).Use();
            batch.Model.RequireAllowed(first.Estimate.Precision);
            await TakeAsync(context, arrival, batch, image, format, first);
        }
    }

    /// <summary>Takes an image in, or puts down why not. Without a place for the first, there is no batch.</summary>
    private async Task TakeAsync(HttpContext context, Arrival arrival, Batch batch, IBatchImage image,
        BatchFormat format, DepthRequest ofAll)
    {
        if (Refusal(context, batch) is { } refusal) batch.Refuse(image.Name, refusal);
        else if (await ReadAsync(arrival, batch, image) is { } read)
            await BeginAsync(context, arrival, batch, image, read, format, ofAll);
        arrival.Forget();
    }

    /// <summary>
    /// Reads what was sent of an image; null where there was no room for its bytes, which is told of this image alone.
    /// </summary>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(Arrival arrival, Batch batch, IBatchImage image)
    {
        try
        {
            return await arrival.InTimeAsync(image.ReadAsync) ?? throw ImageBody.TooLarge(options.MaxBodyBytes);
        }
        catch (RequestProblem problem) when (problem.Status == StatusCodes.Status413PayloadTooLarge
            || (batch.Count > 0 && problem.Status == StatusCodes.Status429TooManyRequests))
        {
            batch.Refuse(image.Name, problem);
            return null;
        }
    }

    private async Task BeginAsync(HttpContext context, Arrival arrival, Batch batch, IBatchImage image,
        ReadOnlyMemory<byte> read, BatchFormat format, DepthRequest ofAll)
    {
        var caller = Caller.Of(context).Name;
        try
        {
            var (sent, request) = image.Of(read, ofAll);
            // An image may name a precision and files of its own.
            batch.Model!.RequireAllowed(request.Estimate.Precision);
            var kind = request.Kind ?? format.Usual;
            var file = await arrival.InTimeAsync(patience =>
                remote.FileOfAsync(sent, caller, arrival.Counted, patience));
            var place = admission.Enter(caller);
            try
            {
                var received = ReceivedImage.Of(file, options.Decoding, arrival);
                batch.Begin(image.Name, format, kind, request, received, place);
            }
            catch
            {
                place.Dispose();
                throw;
            }
        }
        catch (RequestProblem problem) when (batch.Count > 0
            || problem.Status != StatusCodes.Status429TooManyRequests)
        {
            batch.Refuse(image.Name, problem);
        }
    }

    /// <summary>Why a further image is not read; null where it is.</summary>
    private RequestProblem? Refusal(HttpContext context, Batch batch)
    {
        try
        {
            // The request itself was counted for its first image.
            if (batch.Count > 0) guard.CountAgain(context);
        }
        catch (RequestProblem problem)
        {
            return problem;
        }
        return batch.Places < _mostPlaces ? null : RequestProblem.TooMany(
            $"one batch has at most {_mostPlaces} images here; send this one in another", admission.UsualWait);
    }
}

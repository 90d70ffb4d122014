using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ZoeDepth.Server;

/// <summary><c>POST /v1/depth/batch</c>: several images of one form, each answered as soon as it is ready.</summary>
internal sealed class BatchEndpoint(ModelCatalogue models, ZoeDepthServerOptions options, Admission admission,
    DepthWork work, Guard guard, ILogger<BatchEndpoint> log)
{
    /// <summary>Files of one form; those that find no place are told so, one by one.</summary>
    public const int MostFiles = 256;

    private readonly Arrival _arrival = new(options);

    /// <summary>
    /// Images that one batch may have in the service at once: half of the places, so that no sender fills them all.
    /// </summary>
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
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !ImageForm.Is(type))
            throw new RequestProblem(StatusCodes.Status415UnsupportedMediaType,
                "send the images as files of a multipart/form-data form");
        _arrival.Limit(context, MostFiles);
        var form = new ImageForm(context.Request, type, asked, MostFiles);
        await using var batch = new Batch(work, guard, context, options.MaxConcurrent);
        for (DepthRequest? first = null; await NextAsync(context, form) is { } file;)
        {
            if (first is not null && form.Request != first)
                throw RequestProblem.BadRequest("fields of the form stand before its first image, and hold for all");
            first ??= form.Request;
            batch.Model ??= models.Find(first.Model).Use();
            await TakeAsync(context, batch, file, first.Answer ?? format.Usual, first);
        }
        if (batch.Count == 0)
            throw RequestProblem.BadRequest("the form holds no file; send the images as files of the form");
        await BatchWriter.SendAsync(context, format, batch, result => log.Answered(result.Id,
            result.Problem?.Status ?? StatusCodes.Status200OK, result.Answer?.Body.Length ?? 0,
            result.Time.TotalMilliseconds));
    }

    private Task<ImageForm.File?> NextAsync(HttpContext context, ImageForm form) =>
        _arrival.InTimeAsync(context, form.NextAsync);

    /// <summary>Takes an image in, or puts down why not. Without a place for the first, there is no batch.</summary>
    private async Task TakeAsync(HttpContext context, Batch batch, ImageForm.File file, AnswerKind kind,
        DepthRequest request)
    {
        RateLimitLease? place = null;
        try
        {
            // The request itself was counted for its first image.
            if (batch.Count > 0) guard.CountAgain(context);
            place = batch.Places < _mostPlaces ? admission.Enter() : throw RequestProblem.TooMany(
                $"one batch has at most {_mostPlaces} images here; send this one in another", admission.UsualWait);
            var image = await _arrival.InTimeAsync(context, patience =>
                file.ReadAsync(options.MaxBodyBytes, patience))
                ?? throw ImageBody.TooLarge(options.MaxBodyBytes);
            batch.Begin(file.Name, kind, request, ImageBody.NotEmpty(image), place);
            place = null;
        }
        catch (RequestProblem problem) when (batch.Count > 0 || place is not null)
        {
            if (problem.Status == StatusCodes.Status408RequestTimeout || problem.InnerException is not null) throw;
            batch.Refuse(file.Name, problem);
        }
        finally
        {
            place?.Dispose();
        }
    }
}

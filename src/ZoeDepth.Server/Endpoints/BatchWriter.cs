using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZoeDepth.Server;

/// <summary>Sends the results of a batch, each as soon as it is there.</summary>
internal static class BatchWriter
{
    /// <summary>Sends all results; the place of each is free once it was sent.</summary>
    public static async Task SendAsync(HttpContext context, BatchFormat format, Batch batch,
        Action<BatchResult> sent)
    {
        var (response, gone) = (context.Response, context.RequestAborted);
        var boundary = $"depth-{Guid.NewGuid():N}";
        response.ContentType = format == BatchFormat.Parts ? $"{format.MediaType}; boundary={boundary}"
            : format.MediaType;
        response.Headers.Vary = "Accept";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // Whoever waits for the headers need not wait for the first result.
        await response.Body.FlushAsync(gone);
        await foreach (var result in batch.ResultsAsync())
        {
            if (format == BatchFormat.Parts) await PartAsync(response, boundary, result, gone);
            else await LineAsync(response, result, gone);
            result.Place?.Dispose();
            sent(result);
        }
        if (format == BatchFormat.Parts) await response.WriteAsync($"--{boundary}--\r\n", gone);
    }

    private static async Task LineAsync(HttpResponse response, BatchResult result, CancellationToken gone)
    {
        var image = (result.Index, result.Name);
        var line = result.Answer is { } answer ? ResultJson.Of(answer, image)
            : ResultJson.Of(result.Problem!, result.Id, image);
        await response.Body.WriteAsync((byte[])[.. line, (byte)'\n'], gone);
    }

    private static async Task PartAsync(HttpResponse response, string boundary, BatchResult result,
        CancellationToken gone)
    {
        var body = result.Answer?.Body ?? ProblemWriter.Written(result.Problem!, result.Id);
        var headers = new StringBuilder($"--{boundary}\r\n");
        Add("Content-Type", result.Answer?.Kind.MediaType ?? ProblemWriter.MediaType);
        Add("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture));
        Add("ZoeDepth-Index", result.Index.ToString(CultureInfo.InvariantCulture));
        Add(RequestIds.Header, result.Id);
        if (result.Answer is { } answer)
        {
            Add("Content-Disposition", string.Create(CultureInfo.InvariantCulture,
                $"inline; filename=\"image-{result.Index}{answer.Kind.Ending}\""));
            foreach (var (name, value) in answer.Headers) Add(name, value);
        }
        await response.WriteAsync(headers.Append("\r\n").ToString(), gone);
        await response.Body.WriteAsync(body, gone);
        await response.WriteAsync("\r\n", gone);

        void Add(string name, string value) => headers.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
    }
}

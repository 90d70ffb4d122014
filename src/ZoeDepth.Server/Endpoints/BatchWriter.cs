using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZoeDepth.Server;

/// <summary>Sends the results of a batch, each as soon as it is there.</summary>
internal static class BatchWriter
{
    /// <summary>Sends all results; the room of each is free once it was sent.</summary>
    public static async Task SendAsync(HttpContext context, Sending sending, BatchFormat format, Batch batch,
        Action<BatchResult> sent)
    {
        var response = context.Response;
        var boundary = $"depth-{Guid.NewGuid():N}";
        response.ContentType = format == BatchFormat.Parts ? $"{format.MediaType}; boundary={boundary}"
            : format.MediaType;
        response.Headers.Vary = "Accept";
        if (format == BatchFormat.Events) response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // Whoever waits for the headers need not wait for the first result.
        await response.Body.FlushAsync(context.RequestAborted);
        await foreach (var result in batch.ResultsAsync())
        {
            if (format == BatchFormat.Parts) await PartAsync(sending, boundary, result);
            else if (format == BatchFormat.Lines) await LineAsync(sending, result);
            else await EventAsync(sending, "image", JsonOf(result));
            result.Room?.Dispose();
            sent(result);
        }
        if (format == BatchFormat.Parts) await sending.WriteAsync(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        if (format == BatchFormat.Events)
            await EventAsync(sending, "end", Encoding.ASCII.GetBytes($"{{\"images\":{batch.Count}}}"));
    }

    private static async Task LineAsync(Sending sending, BatchResult result)
    {
        await sending.WriteAsync(JsonOf(result));
        await sending.WriteAsync("\n"u8.ToArray());
    }

    private static async Task EventAsync(Sending sending, string name, byte[] line)
    {
        await sending.WriteAsync(Encoding.ASCII.GetBytes($"event: {name}\ndata: "));
        await sending.WriteAsync(line);
        await sending.WriteAsync("\n\n"u8.ToArray());
    }

    private static byte[] JsonOf(BatchResult result) => result.Answer is { } answer
        ? ResultJson.Of(answer, (result.Index, result.Name))
        : ResultJson.Of(result.Problem!, result.Id, (result.Index, result.Name));

    private static async Task PartAsync(Sending sending, string boundary, BatchResult result)
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
        await sending.WriteAsync(Encoding.UTF8.GetBytes(headers.Append("\r\n").ToString()));
        await sending.WriteAsync(body);
        await sending.WriteAsync("\r\n"u8.ToArray());

        void Add(string name, string value) => headers.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
    }
}

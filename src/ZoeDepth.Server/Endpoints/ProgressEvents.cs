using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZoeDepth.Server;

/// <summary>
/// A request's progress as server-sent events: <c>progress</c> after every stage, then <c>done</c> with the result, or
/// <c>problem</c>.
/// </summary>
internal sealed class ProgressEvents(Guard guard) : IProgress<DepthProgress>
{
    // A client that reads slowly keeps no computing thread waiting; there are as many events as the network has stages.
    private readonly Channel<SseItem<byte[]>> _events = Channel.CreateUnbounded<SseItem<byte[]>>(new()
        { SingleReader = true });

    /// <summary>A stage is done.</summary>
    public void Report(DepthProgress value)
    {
        var data = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(data))
        {
            json.WriteStartObject();
            json.WriteString("stage", value.Stage);
            json.WriteNumber("fraction", Math.Round(value.Fraction, 4));
            json.WriteEndObject();
        }
        Post("progress", data.WrittenSpan.ToArray());
    }

    /// <summary>Sends events while the work goes on, its result last, for which the client is given its time.</summary>
    public async Task SendAsync(HttpContext context, Sending sent, Func<ProgressEvents, Task<Answer>> work)
    {
        var response = context.Response;
        response.ContentType = Negotiation.EventStream;
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var sending = SseFormatter.WriteAsync(_events.Reader.ReadAllAsync(context.RequestAborted), response.Body,
            static (item, writer) => writer.Write(item.Data), context.RequestAborted);
        Report(new("queued", 0));
        var bytes = 0;
        try
        {
            var result = ResultJson.Of(await work(this));
            bytes = result.Length;
            Post("done", result);
        }
        catch (Exception error) when (guard.ProblemOf(context, error) is { } problem)
        {
            Post("problem", ProblemWriter.Written(problem, context.TraceIdentifier));
        }
        finally
        {
            _events.Writer.Complete();
            try
            {
                await sent.InTimeAsync(bytes, sending.WaitAsync);
            }
            finally
            {
                // It holds the result until it has ended.
                await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Post(string name, byte[] data) => _events.Writer.TryWrite(new SseItem<byte[]>(data, name));
}

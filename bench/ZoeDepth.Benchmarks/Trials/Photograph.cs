using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>A photograph that is posted again and again.</summary>
internal sealed class Photograph(byte[] file)
{
    /// <summary>The file.</summary>
    public byte[] File => file;

    /// <summary>Posts it once.</summary>
    public async Task<(int Status, byte[] Body)> PostAsync(HttpClient client, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth")
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } },
        };
        using var answer = await client.SendAsync(request, cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation));
    }

    /// <summary>Posts it until told to end, each time counting what came.</summary>
    /// <param name="client">who asks</param>
    /// <param name="answers">counted here</param>
    /// <param name="expected">the bytes of a good answer; null: not compared</param>
    /// <param name="end">no further one is sent</param>
    public async Task PostUntilAsync(HttpClient client, Answers answers, byte[]? expected, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var (status, body) = await PostAsync(client, CancellationToken.None);
                var isGood = status == 200;
                var kind = isGood && expected is not null && !body.AsSpan().SequenceEqual(expected) ? "wrong bits"
                    : status.ToString(CultureInfo.InvariantCulture);
                answers.Add(kind, isGood ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : null);
                // A client that was refused waits before it asks again.
                if (!isGood) await Task.Delay(50, CancellationToken.None);
            }
            catch (HttpRequestException error)
            {
                answers.Add(error.HttpRequestError.ToString());
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>
/// Sends one response, in as much time as its bytes are given; a client that reads more slowly is cut off, because what
/// it does not read is in memory.
/// </summary>
internal sealed class Sending(HttpContext context, ZoeDepthServerOptions options, ServerMetrics metrics)
{
    private const int Piece = 64 << 10;

    private TimeSpan _spent;
    private long _bytes;

    /// <summary>Sends an answer, which is all of the body.</summary>
    /// <exception cref="ConnectionAbortedException">it took too long, and the connection is broken off</exception>
    public Task AnswerAsync(Answer answer)
    {
        var response = context.Response;
        response.ContentType = answer.Kind.MediaType;
        response.ContentLength = answer.Body.Length;
        response.Headers.ContentDisposition = $"inline; filename=\"image{answer.Kind.Ending}\"";
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        return WriteAsync(answer.Body);
    }

    /// <summary>Sends bytes of the body.</summary>
    /// <exception cref="ConnectionAbortedException">it took too long, and the connection is broken off</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => InTimeAsync(bytes.Length, async end =>
    {
        // The host copies a piece whole before it waits for the client.
        for (var at = 0; at < bytes.Length; at += Piece)
            await context.Response.Body.WriteAsync(bytes.Slice(at, Math.Min(Piece, bytes.Length - at)), end);
    });

    /// <summary>Waits for what sends.</summary>
    /// <param name="bytes">how many bytes it sends</param>
    /// <param name="send">sends them</param>
    /// <exception cref="ConnectionAbortedException">it took too long, and the connection is broken off</exception>
    public async Task InTimeAsync(long bytes, Func<CancellationToken, Task> send)
    {
        _bytes += bytes;
        var left = options.SendTimeout + TimeSpan.FromSeconds((double)_bytes / options.MinSendRate) - _spent;
        using var patience = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await send(end.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
        }
        _spent += Stopwatch.GetElapsedTime(start);
        // Kestrel returns from a write whose token was cancelled, having broken the connection off.
        if (!patience.IsCancellationRequested) return;
        metrics.CutOff();
        context.Abort();
        throw new ConnectionAbortedException("the answer was not read in time");
    }
}

using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>A request that cannot be answered as it was asked; the message is for whoever sent it.</summary>
internal sealed class RequestProblem(int status, string detail, Exception? inner = null) : Exception(detail, inner)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>When to come back; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static RequestProblem BadRequest(string detail, Exception? inner = null) =>
        new(StatusCodes.Status400BadRequest, detail, inner);

    public static RequestProblem TooLarge(string detail, Exception? inner = null) =>
        new(StatusCodes.Status413PayloadTooLarge, detail, inner);

    public static RequestProblem Unprocessable(string detail, Exception? inner = null) =>
        new(StatusCodes.Status422UnprocessableEntity, detail, inner);

    public static RequestProblem TooMany(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, detail) { RetryAfter = retryAfter };

    public static RequestProblem Unavailable(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, detail) { RetryAfter = retryAfter };
}

using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>What the service writes down; never anything of an image or a key.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Request} {Status} {Bytes} bytes in {Milliseconds} ms")]
    public static partial void Answered(this ILogger log, string request, int status, long bytes, double milliseconds);

    [LoggerMessage(2, LogLevel.Error, "{Request} failed")]
    public static partial void Failed(this ILogger log, Exception error, string request);

    [LoggerMessage(4, LogLevel.Information, "{Request} {Change} of the model {Model}")]
    public static partial void Changed(this ILogger log, string request, string model, string change);

    [LoggerMessage(5, LogLevel.Error, "{Request} {Change} of the model {Model} failed")]
    public static partial void NotChanged(this ILogger log, Exception error, string request, string model,
        string change);

    [LoggerMessage(6, LogLevel.Information, "{Request} refused with {Status}: {Reason}")]
    public static partial void Refused(this ILogger log, string request, int status, string reason);

    [LoggerMessage(3, LogLevel.Critical, "the model {Model} cannot be opened")]
    public static partial void NoModel(this ILogger log, Exception error, string model);
}

using System.Net;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Server;

namespace ZoeDepth.Cli.Serve;

/// <summary>
/// A run of <c>serve</c>. Nothing of ASP.NET Core is loaded before <see cref="RunAsync"/>, so that other commands do
/// not pay for it.
/// </summary>
internal static class ServeRun
{
    /// <summary>Holds one key, instead of a file of them.</summary>
    public const string KeyVariable = "ZOEDEPTH_API_KEY";

    /// <summary>Holds one admin key, instead of a file of them.</summary>
    public const string AdminKeyVariable = "ZOEDEPTH_ADMIN_KEY";

    private const int BytesOfMegabyte = 1_000_000, ShareOfCaller = 4;

    /// <summary>Serves until SIGTERM or Ctrl-C; then answers what was accepted, and ends with 0.</summary>
    /// <exception cref="CommandException">a model cannot be loaded, or the address is in use</exception>
    public static async Task<int> RunAsync(ServeRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var keys = ServeKeys.Read(request.Keys, KeyVariable, terminal);
        var adminKeys = ServeKeys.Read(request.AdminKeys, AdminKeyVariable, terminal);
        await using var models = await OpenedModels.OpenAsync(request, terminal, cancellation);
        if (!IPAddress.IsLoopback(request.Host) && keys.Length == 0)
            terminal.Note($"everybody who reaches {request.Host} is served: give --keys FILE or {KeyVariable} to ask " +
                "for a key" + (request.AllowedHosts.Count > 0 ? "" : ", and --allowed-hosts NAME, or any page of the " +
                "web whose own name leads here (DNS rebinding) may use it"));
        try
        {
            await DepthService.RunAsync(new ServiceSettings
            {
                Address = request.Host,
                Port = request.Port,
                AllowedHosts = request.AllowedHosts,
                TrustedProxies = request.TrustedProxies,
                Models = models.Served,
                Telemetry = Telemetry(request, terminal),
                HasMetrics = request.Metrics,
                IsVerbose = request.Verbose,
                Configure = options => Configure(options, request, keys, adminKeys),
                Listening = address => terminal.Out.WriteLine($"{models} at {address}; Ctrl-C ends it"),
            }, cancellation);
            return ExitCode.Done;
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw CommandException.Usage(
                $"{request.Host}:{request.Port} is in use; name another with --port, or 0 for a free one");
        }
        catch (System.Net.Sockets.SocketException error)
        {
            throw CommandException.Usage(
                $"{request.Host}:{request.Port} cannot be listened at: {error.Message.TrimEnd('.')}; see --host and " +
                "--port");
        }
    }

    /// <summary>What the environment says of OpenTelemetry, and the option over it.</summary>
    private static Dictionary<string, string> Telemetry(ServeRequest request, Terminal terminal)
    {
        var settings = Exporting.Variables.Select(name => (name, Value: terminal.Variable(name)))
            .Where(each => !string.IsNullOrEmpty(each.Value)).ToDictionary(each => each.name, each => each.Value!);
        if (request.Collector is { } collector) settings[Exporting.Endpoints[0]] = collector.OriginalString;
        return settings;
    }

    private static void Configure(ZoeDepthServerOptions options, ServeRequest request, string[] keys,
        string[] adminKeys)
    {
        (options.ApiKeys, options.AdminKeys) = (keys, adminKeys);
        options.RequestsPerMinute = request.Rate;
        options.MaxConcurrent = request.Concurrency ?? options.MaxConcurrent;
        options.QueueLength = request.Queue ?? options.QueueLength;
        options.MaxBodyBytes = request.MaxBody is { } megabytes ? (long)megabytes * BytesOfMegabyte
            : options.MaxBodyBytes;
        options.AllowedOrigins = request.CorsOrigins;
        if (request.AllowedPrecisions is { Count: > 0 } precisions) options.Precisions = precisions;
        (options.AllowImageUrls, options.ImageUrlHosts) = (request.ImageUrls is not null, request.ImageUrls ?? []);
        options.ImageUrlTimeout = request.ImageUrlTimeout ?? options.ImageUrlTimeout;
        options.MaxUploadBytes = Math.Max(options.MaxUploadBytes, ImageJson.MostBytes(options.MaxBodyBytes));
        options.MaxAnswerBytes = request.MaxAnswers is { } most ? (long)most * BytesOfMegabyte : options.MaxAnswerBytes;
        options.MaxResultBytes = request.MaxResults is { } kept ? (long)kept * BytesOfMegabyte : options.MaxResultBytes;
        options.ResultLifetime = request.KeepResults ?? options.ResultLifetime;
        options.BatchTimeout = request.BatchTimeout ?? options.BatchTimeout;
        options.SendTimeout = request.SendTimeout ?? options.SendTimeout;
        if (request.Uploads is { } uploads)
            (options.MaxUploads, options.MaxUploadsOfCaller) = (uploads, Math.Max(1, uploads / ShareOfCaller));
        options.Decoding = ReadablePhotos.Decoding with
            { MaxPixels = request.MaxImagePixels ?? options.Decoding.MaxPixels };
        // Who lowers what one may have lowers what all have together.
        options.MaxPixelsAtOnce = Math.Min(options.MaxPixelsAtOnce, options.Decoding.MaxPixels);
    }
}

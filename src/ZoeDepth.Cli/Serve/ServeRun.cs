using System.Net;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
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

    private const int LargestKeyFile = 1 << 20, BytesOfMegabyte = 1_000_000;

    /// <summary>Serves until SIGTERM or Ctrl-C; then answers what was accepted, and ends with 0.</summary>
    /// <exception cref="CommandException">the model cannot be loaded, or the address is in use</exception>
    public static async Task<int> RunAsync(ServeRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var keys = Keys(request, terminal);
        var model = ModelFolder.Locate(request.Model, terminal, cancellation);
        var estimator = ModelFolder.Open(model.Path, () => DepthEstimator.FromPretrained(model,
            new DepthEstimatorOptions { Threads = request.Threads }));
        foreach (var note in estimator.Notes) terminal.Note(note);
        if (!IPAddress.IsLoopback(request.Host) && keys.Length == 0)
            terminal.Note($"everybody who reaches {request.Host} is served: give --keys FILE or {KeyVariable} to ask " +
                "for a key");
        try
        {
            await DepthService.RunAsync(new ServiceSettings
            {
                Address = request.Host,
                Port = request.Port,
                Model = model.Name,
                Open = () => estimator,
                IsVerbose = request.Verbose,
                Configure = options => Configure(options, request, keys),
                Listening = address => terminal.Out.WriteLine($"{model.Name} at {address}; Ctrl-C ends it"),
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
        finally
        {
            await estimator.DisposeAsync();
        }
    }

    private static void Configure(ZoeDepthServerOptions options, ServeRequest request, string[] keys)
    {
        options.ApiKeys = keys;
        options.RequestsPerMinute = request.Rate;
        options.MaxConcurrent = request.Concurrency ?? options.MaxConcurrent;
        options.QueueLength = request.Queue ?? options.QueueLength;
        options.MaxBodyBytes = request.MaxBody is { } megabytes ? (long)megabytes * BytesOfMegabyte
            : options.MaxBodyBytes;
        options.Decoding = ReadableImages.Decoding with
            { MaxPixels = request.MaxImagePixels ?? options.Decoding.MaxPixels };
    }

    private static string[] Keys(ServeRequest request, Terminal terminal)
    {
        var inEnvironment = terminal.Variable(KeyVariable);
        string[] lines = string.IsNullOrEmpty(inEnvironment) ? [] : [ApiKeys.LineOf("environment", inEnvironment)];
        if (request.Keys is not { } file) return lines;
        try
        {
            var text = BoundedReader.ReadFile(file, LargestKeyFile)
                ?? throw CommandException.Usage($"{file} is larger than {LargestKeyFile} bytes: no file of API keys");
            var listed = System.Text.Encoding.UTF8.GetString(text.Span).Split('\n', StringSplitOptions.TrimEntries);
            lines = [.. lines, .. listed];
            return new ApiKeys(lines).AreAsked ? lines
                : throw CommandException.Usage($"{file} holds no API key; its lines are NAME HASH");
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{file}: {error.Message.TrimEnd('.')}");
        }
    }
}

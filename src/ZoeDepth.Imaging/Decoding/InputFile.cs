using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>Files and streams taken into memory, never more of them than a limit.</summary>
internal static class InputFile
{
    /// <summary>How long the opening of a pipe waits for somebody who writes.</summary>
    private static readonly TimeSpan PatienceWithPipes = TimeSpan.FromSeconds(5);

    /// <summary>What to do with the bytes of a file.</summary>
    internal delegate T Reader<T>(ReadOnlySpan<byte> file);

    /// <summary>
    /// Reads a whole file and hands its bytes on; format errors that come back carry the file's name.
    /// </summary>
    internal static T Read<T>(string path, long maxBytes, Reader<T> read, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return read(Bytes(path, maxBytes, cancellation).Span);
        }
        catch (ImageFormatException error)
        {
            error.FileName ??= path;
            throw;
        }
    }

    /// <summary>The same, without a thread waiting for the disk.</summary>
    internal static async Task<T> ReadAsync<T>(string path, long maxBytes, Reader<T> read,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            RefuseFolder(path);
            if (MayWait(path)) return read(Bytes(path, maxBytes, cancellation).Span);
            var stream = Open(path, FileOptions.SequentialScan | FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
                return read((await ReadToEndAsync(stream, maxBytes, cancellation).ConfigureAwait(false)).Span);
        }
        catch (ImageFormatException error)
        {
            error.FileName ??= path;
            throw;
        }
    }

    private static ReadOnlyMemory<byte> Bytes(string path, long maxBytes, CancellationToken cancellation)
    {
        RefuseFolder(path);
        if (!MayWait(path))
        {
            using var stream = Open(path, FileOptions.SequentialScan);
            return ReadToEnd(stream, maxBytes, cancellation);
        }
        var opening = Task.Run(() => Open(path, FileOptions.None), CancellationToken.None);
        try
        {
            opening.WaitAsync(PatienceWithPipes, cancellation).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            throw new IOException($"nobody writes to {path}, a pipe, for {PatienceWithPipes.TotalSeconds:0} s; " +
                "start the program that fills it first, or name a file");
        }
        using (opening.Result)
        {
            var reading = Task.Run(() => ReadToEnd(opening.Result, maxBytes, cancellation), CancellationToken.None);
            return reading.WaitAsync(cancellation).GetAwaiter().GetResult();
        }
    }

    /// <summary>
    /// What has no length may be a pipe or a device, whose opening and reading wait for others. .NET does not tell it
    /// from an empty file.
    /// </summary>
    private static bool MayWait(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) && new FileInfo(path).Length == 0;

    private static void RefuseFolder(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder; name a file in it");
    }

    // No buffer: the pieces it is read in are larger than any buffer would be.
    private static FileStream Open(string path, FileOptions options) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, options);

    /// <summary>
    /// Reads a stream to its end by asynchronous reads alone, as the bodies of HTTP requests ask for.
    /// </summary>
    /// <exception cref="ImageTooLargeException">it goes on after <paramref name="maxBytes"/></exception>
    internal static async Task<ReadOnlyMemory<byte>> ReadToEndAsync(Stream stream, long maxBytes,
        CancellationToken cancellation) =>
        Whole(stream, maxBytes,
            await BoundedReader.ReadToEndAsync(stream, maxBytes, cancellation).ConfigureAwait(false));

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="ImageTooLargeException">it goes on after <paramref name="maxBytes"/></exception>
    internal static ReadOnlyMemory<byte> ReadToEnd(Stream stream, long maxBytes, CancellationToken cancellation) =>
        Whole(stream, maxBytes, BoundedReader.ReadToEnd(stream, maxBytes, cancellation));

    private static ReadOnlyMemory<byte> Whole(Stream stream, long maxBytes, ReadOnlyMemory<byte>? read)
    {
        var bytes = read ?? throw new ImageTooLargeException(
            $"the file is longer than the {BoundedReader.LimitOf(maxBytes)} bytes allowed; raise the limit " +
            "(DecodeOptions.MaxFileBytes for pictures) if it is meant");
        return bytes.Length > 0 || !stream.CanSeek || stream.Position == 0 ? bytes
            : throw new TruncatedImageException(
                $"the stream stands at its end, byte {stream.Position}, and there is nothing to read; set its " +
                "Position to where the file begins");
    }
}

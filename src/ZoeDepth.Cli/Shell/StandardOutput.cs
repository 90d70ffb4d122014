using System.Text;
using Microsoft.Win32.SafeHandles;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Cli.Shell;

/// <summary>
/// Standard output cannot take what is written: whoever read it is gone, it was closed, or its disk is full.
/// </summary>
internal sealed class StandardOutputException(IOException inner) : IOException(inner.Message, inner)
{
    private const int BrokenPipe = 32, BrokenPipeOnWindows = unchecked((int)0x8007006D),
        NoReaderOnWindows = unchecked((int)0x800700E8);

    /// <summary>Whether a reader ended before the text did, as <c>head</c> does: nothing to report.</summary>
    public bool IsBrokenPipe => InnerException!.HResult is BrokenPipe or BrokenPipeOnWindows or NoReaderOnWindows;
}

/// <summary>
/// Standard output whose failures are told from those of files. <see cref="Console"/> would swallow a broken pipe, and
/// a run would compute for nobody.
/// </summary>
internal sealed class StandardOutput(Stream stream) : OneWayStream
{
    /// <summary>The writer for this process.</summary>
    public static TextWriter Open() =>
        new StreamWriter(OpenBytes(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    /// <summary>The same for bytes.</summary>
    public static Stream OpenBytes() => new StandardOutput(Raw());

    // A file is left to the console's stream, which writes where the descriptor stands: standard error may go to the
    // same file.
    private static Stream Raw()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();
        try
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It is closed: the console's stream says so when something is written.
            return Console.OpenStandardOutput();
        }
    }

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (IOException error)
        {
            throw new StandardOutputException(error);
        }
    }
}

namespace ZoeDepth.Cli.Shell;

/// <summary>What the process ends with; a contract for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Some photo failed; the others are done.</summary>
    public const int SomeFailed = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;

    /// <summary>The model cannot be loaded.</summary>
    public const int Model = 3;

    /// <summary>The output folder or file cannot be written.</summary>
    public const int Output = 4;

    /// <summary>Whoever read standard output is gone: 128 + SIGPIPE, as shells count.</summary>
    public const int BrokenPipe = 141;

    /// <summary>A defect of the program itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Defect = 70;

    /// <summary>Cancelled: 128 + SIGINT, as shells count.</summary>
    public const int Cancelled = 130;

    /// <summary>The table of <c>--help</c> and README.md.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> Table { get; } =
    [
        (Done, "everything asked for was done"),
        (SomeFailed, "some photo or file failed, the summary says which and why; the others are done"),
        (Usage, "wrong usage, or nothing to do: nothing was computed and nothing was written"),
        (Model, "the model cannot be loaded"),
        (Output, "the output folder, or standard output, cannot be written to"),
        (Defect, "a defect of zoedepth itself; please report the text"),
        (Cancelled, "cancelled (Ctrl-C); finished photos are kept, no partial file is left"),
        (BrokenPipe, "whoever read standard output is gone; finished photos are kept"),
    ];
}

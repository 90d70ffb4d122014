using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>What an assembled tile is called with: one block in memory, so that it is called alike on every system.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TileCall
{
    public float* A, B, C;

    /// <summary>
    /// What will be multiplied later: a line of it is asked for with every <see cref="AssembledTiles.WordsToALine"/>
    /// words. Any address is harmless.
    /// </summary>
    public float* Next;

    /// <summary>Words of depth; without any, sums are 0.</summary>
    public long Words;

    /// <summary>Bytes from one row of c to the next.</summary>
    public long CStride;

    /// <summary>Whether c is added to: 0 or 1.</summary>
    public long Accumulate;
}

/// <summary>
/// Tiles written in this machine's own instructions at run time, where .NET has no intrinsics for them or makes slower
/// loops of them. They come from the assembly <c>ZoeDepth.Kernels.Assembled</c>, which is looked for when the first
/// product begins on a machine with AVX-512; where it is missing, or this machine cannot run them, the portable tiles
/// run and give the same bits. <c>ZOEDEPTH_ASSEMBLED</c> = off forbids them.
/// </summary>
internal static unsafe class AssembledTiles
{
    /// <summary>
    /// Words that are multiplied between two lines of what comes next. Asked for all at once before a tile begins, they
    /// fill the queue to memory, and the tile's own words wait behind them: on a Zen 5 a product of weights that lie in
    /// no cache takes 3 % more time in floats and in bfloat16, 1 % in integers.
    /// </summary>
    public const int WordsToALine = 4;

    private const string Source = "ZoeDepth.Kernels.Assembled.AssembledKernels, ZoeDepth.Kernels.Assembled";

    private static readonly Lazy<string> Found = new(Find);

    private static readonly nint[]?[] Tables = new nint[]?[Enum.GetValues<PanelFormat>().Length];
    private static readonly nint[]?[] OuterTables = new nint[]?[Tables.Length];

    private static readonly string[] Names = new string[Tables.Length];
    private static readonly bool[] Asking = new bool[Tables.Length];

    [ThreadStatic] private static bool _forbidden;

    /// <summary>
    /// Makes the tiles of a format known, by height from 1: each takes a <see cref="TileCall"/> and multiplies whole
    /// panels of 32 columns on 512-bit vectors. They were compared with their portable twin.
    /// </summary>
    /// <param name="format">what a word holds</param>
    /// <param name="instructions">the instructions they use, for people</param>
    /// <param name="byHeight">tiles whose left side lies row after row, <see cref="GemmTile.RowStride"/> apart</param>
    /// <param name="outerByHeight">
    /// tiles whose left side lies word after word, <see cref="OuterWordTile.Rows"/> rows in each; null where nothing
    /// uses them
    /// </param>
    /// <param name="asksAhead">whether the former ask for <see cref="TileCall.Next"/></param>
    public static void Offer(PanelFormat format, string instructions, nint[] byHeight, nint[]? outerByHeight,
        bool asksAhead)
    {
        ArgumentNullException.ThrowIfNull(byHeight);
        Asking[(int)format] = asksAhead;
        Names[(int)format] = instructions;
        OuterTables[(int)format] = outerByHeight;
        Volatile.Write(ref Tables[(int)format], byHeight);
    }

    /// <summary>
    /// What was found, in a few words: the instructions assembled tiles use, or why there are none.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException"><c>ZOEDEPTH_ASSEMBLED</c> is neither on nor off</exception>
    public static string Description => Found.Value;

    /// <summary>The instructions that tiles of a format use; for one that is served.</summary>
    public static string InstructionsOf(PanelFormat format) => Names[(int)format];

    /// <summary>Whether tiles of a format ask for what comes next while they multiply; for one served.</summary>
    public static bool AskAhead(PanelFormat format) => Asking[(int)format];

    /// <summary>Whether kernels called from this thread may use assembled tiles of a format.</summary>
    /// <inheritdoc cref="Description" path="/exception"/>
    public static bool Serve(PanelFormat format) =>
        !_forbidden && InstructionSet.Level == SimdLevel.Avx512 && Found.Value.Length > 0
            && Volatile.Read(ref Tables[(int)format]) is not null;

    /// <summary>
    /// Lets kernels called from this thread run portable tiles until the result is disposed: for tests that compare.
    /// </summary>
    public static IDisposable Forbid()
    {
        var before = _forbidden;
        _forbidden = true;
        return new Restore(before);
    }

    /// <inheritdoc cref="IOperands.Tile"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(PanelFormat format, int height, int words, float* a, float* b, float* c, long cStride,
        bool accumulate, float* next) =>
        Call(Tables[(int)format]![height - 1], words, a, b, c, cStride, accumulate, next);

    /// <inheritdoc cref="OuterWordTile.Run"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunOuter(PanelFormat format, int height, int words, float* a, float* b, float* c, long cStride,
        bool accumulate) =>
        Call(OuterTables[(int)format]![height - 1], words, a, b, c, cStride, accumulate, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Call(nint tile, int words, float* a, float* b, float* c, long cStride, bool accumulate,
        float* next)
    {
        var call = new TileCall
        {
            A = a, B = b, C = c, Next = next, Words = words, CStride = cStride * sizeof(float),
            Accumulate = accumulate ? 1 : 0,
        };
        // About a microsecond: too short to tell the collector that the thread has left managed code.
        ((delegate* unmanaged[SuppressGCTransition]<TileCall*, void>)tile)(&call);
    }

    /// <summary>What a value of <c>ZOEDEPTH_ASSEMBLED</c> says.</summary>
    /// <exception cref="PlatformNotSupportedException">nothing</exception>
    internal static bool IsAllowed(string? value) => value?.Trim().ToUpperInvariant() switch
    {
        null or "" or "ON" => true,
        "OFF" => false,
        _ => throw new PlatformNotSupportedException($"ZOEDEPTH_ASSEMBLED is '{value}'; expected on or off"),
    };

    /// <summary>By a name that a trimmer understands, too, so that ahead-of-time compilation keeps what it names.
    /// </summary>
    private static string Find()
    {
        if (!IsAllowed(Environment.GetEnvironmentVariable("ZOEDEPTH_ASSEMBLED")))
            return "ZOEDEPTH_ASSEMBLED is off";
        var offer = Type.GetType(Source, throwOnError: false)
            ?.GetMethod("Offer", BindingFlags.Static | BindingFlags.NonPublic)?.CreateDelegate<Func<string>>();
        return offer?.Invoke() ?? "ZoeDepth.Kernels.Assembled is not part of the program";
    }

    private sealed class Restore(bool before) : IDisposable
    {
        public void Dispose() => _forbidden = before;
    }
}

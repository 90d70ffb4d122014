using System.Runtime.InteropServices;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Floats that end at a page the process may not touch: a kernel that reads or writes one float too many dies at once.
/// Where the system has no <c>mmap</c> they are ordinary memory.
/// </summary>
internal sealed unsafe partial class Guarded : IDisposable
{
    private const int Page = 4096;
    private readonly byte* _block;
    private readonly nuint _size;

    public Guarded(int count, int misalignment = 0)
    {
        Count = count;
        _size = (nuint)((((count * sizeof(float)) + misalignment + Page - 1) / Page) + 1) * Page;
        if (OperatingSystem.IsLinux())
        {
            _block = (byte*)Map(0, _size, 3, 0x22, -1, 0);
            if (Protect((nint)(_block + _size - Page), Page, 0) != 0)
                throw new InvalidOperationException("mprotect failed");
        }
        else
        {
            _block = (byte*)NativeMemory.AllocZeroed(_size);
        }
        Pointer = (float*)(_block + _size - Page - misalignment) - count;
    }

    public Guarded(float[] values, int misalignment = 0) : this(values.Length, misalignment) => values.CopyTo(Span);

    public int Count { get; }

    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, Count);

    /// <summary>Normally distributed numbers, the same for the same seed.</summary>
    public static Guarded Random(int count, int seed, int misalignment = 0) => new(Numbers(count, seed), misalignment);

    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux()) _ = Unmap((nint)_block, _size);
        else NativeMemory.Free(_block);
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}

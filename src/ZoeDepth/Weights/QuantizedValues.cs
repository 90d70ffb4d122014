using System.Runtime.Intrinsics;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A weight <c>[out, in]</c> that a file holds as integers of 8 bits and a scale for each output. As float32 it is what
/// the scale makes of the integers, and products of 8-bit operands find the same integers in it again.
/// </summary>
/// <param name="file">the file</param>
/// <param name="integers">the first byte of the integers, <c>[out, in]</c></param>
/// <param name="scales">the first byte of the scales, float32 <c>[out]</c></param>
/// <param name="outputs">out</param>
/// <param name="inputs">in</param>
internal sealed unsafe class QuantizedValues(MappedFile file, long integers, long scales, int outputs, int inputs)
    : IParameterValues
{
    /// <inheritdoc/>
    public bool? IsQuantized => true;

    /// <inheritdoc/>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public ParameterLease Open() => Open(Work.Alone);

    /// <inheritdoc/>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public ParameterLease Open(Work work)
    {
        using var stored = file.ReadBlock(integers, (long)outputs * inputs, work);
        using var scale = file.ReadBlock(scales, (long)outputs * sizeof(float));
        var widened = file.Block((long)outputs * inputs);
        var from = (sbyte*)stored.Pointer;
        float* by = scale.Pointer, to = widened.Pointer;
        work.Ranges(outputs, 32, (start, end) =>
        {
            for (var output = start; output < end; output++)
                Widen(from + (output * inputs), by[output], to + (output * inputs), inputs);
        });
        return new ParameterLease(to, widened);
    }

    private static void Widen(sbyte* from, float scale, float* to, int count)
    {
        var i = 0;
        for (; i <= count - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Load(from + i));
            Store(lower, to + i);
            Store(upper, to + i + Vector128<short>.Count);
        }
        for (; i < count; i++) to[i] = from[i] * scale;

        void Store(Vector128<short> shorts, float* place)
        {
            var (lower, upper) = Vector128.Widen(shorts);
            (Vector128.ConvertToSingle(lower) * scale).Store(place);
            (Vector128.ConvertToSingle(upper) * scale).Store(place + Vector128<int>.Count);
        }
    }
}

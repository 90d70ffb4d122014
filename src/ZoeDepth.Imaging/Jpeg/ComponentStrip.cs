using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// The samples of one component for one MCU row, with the last row of the strip before kept above them, so that the
/// vertical filter finds both neighbours. The strips are all there ever is of a component's samples.
/// </summary>
internal sealed class ComponentStrip : IDisposable
{
    private readonly JpegComponent _component;
    private readonly int _horizontalFactor;
    private readonly int _verticalFactor;
    private readonly bool _isFancy;
    private readonly int _stride;
    private readonly byte[] _samples;
    private readonly byte[] _row;
    private readonly ushort[] _sums;
    private int _firstRow;

    public ComponentStrip(JpegFrame frame, JpegComponent component)
    {
        _component = component;
        _horizontalFactor = frame.LargestHorizontal / component.Horizontal;
        _verticalFactor = frame.LargestVertical / component.Vertical;
        // libjpeg filters only factors of two, and leaves planes of one or two columns alone where columns are
        // concerned.
        _isFancy = (_horizontalFactor, _verticalFactor) switch
        {
            (1, 2) => true,
            (2, 1) or (2, 2) => component.Width > 2,
            _ => false,
        };
        _stride = component.BlocksPerRow * 8;
        _samples = ArrayPool<byte>.Shared.Rent(_stride * ((8 * component.Vertical) + 1));
        _row = ArrayPool<byte>.Shared.Rent(component.Width * _horizontalFactor);
        _sums = ArrayPool<ushort>.Shared.Rent(component.Width + 2);
    }

    /// <summary>Transforms the next MCU row's coefficients.</summary>
    /// <param name="mcuRow">which MCU row of the picture</param>
    /// <param name="rowInBuffer">where its coefficients lie, counted in MCU rows</param>
    public void Fill(int mcuRow, int rowInBuffer)
    {
        var rows = 8 * _component.Vertical;
        Line(rows).CopyTo(Line(0));
        _firstRow = mcuRow * rows;
        ref var samples = ref MemoryMarshal.GetArrayDataReference(_samples);
        // A component that no scan brought is zero, whatever the steps.
        ref var steps = ref MemoryMarshal.GetArrayDataReference(_component.Quantization ?? _component.Coefficients);
        var blockRows = Math.Min(_component.Vertical, _component.RowsAlone - (mcuRow * _component.Vertical));
        for (var v = 0; v < blockRows; v++)
        {
            ref var block =
                ref _component.Coefficients[((rowInBuffer * _component.Vertical) + v) * _component.BlocksPerRow * 64];
            ref var place = ref Unsafe.Add(ref samples, (nint)(1 + (8 * v)) * _stride);
            for (var column = 0; column < _component.ColumnsAlone; column++)
                InverseDct.Transform(ref Unsafe.Add(ref block, (nint)column * 64), ref steps,
                    ref Unsafe.Add(ref place, (nint)column * 8), _stride);
        }
    }

    /// <summary>The component's samples for one row of the picture, at full width; valid until the next call.</summary>
    /// <param name="y">a row whose neighbours lie in this strip or at the end of the one before</param>
    /// <param name="width">columns of the picture</param>
    public ReadOnlySpan<byte> Row(int y, int width)
    {
        var row = y / _verticalFactor;
        var near = Real(row);
        if (!_isFancy)
        {
            if (_horizontalFactor == 1) return near[..width];
            Upsampling.Repeat(near, _horizontalFactor, _row);
            return _row.AsSpan(0, width);
        }
        if (_verticalFactor == 1) Upsampling.Widen(near, Sums);
        else
        {
            var isUpper = y % 2 == 0;
            var far = Real(Math.Clamp(isUpper ? row - 1 : row + 1, 0, _component.Height - 1));
            if (_horizontalFactor == 1)
            {
                Upsampling.Blend(near, far, isUpper ? 1 : 2, _row);
                return _row.AsSpan(0, width);
            }
            Upsampling.SumRows(near, far, Sums);
        }
        if (_verticalFactor == 1) Upsampling.Double(Sums, 1, 2, 2, _row);
        else Upsampling.Double(Sums, 8, 7, 4, _row);
        return _row.AsSpan(0, width);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_samples);
        ArrayPool<byte>.Shared.Return(_row);
        ArrayPool<ushort>.Shared.Return(_sums);
    }

    private Span<ushort> Sums => _sums.AsSpan(0, _component.Width + 2);

    private Span<byte> Line(int line) => _samples.AsSpan(line * _stride, _stride);

    private ReadOnlySpan<byte> Real(int row) => Line(row - _firstRow + 1)[.._component.Width];
}

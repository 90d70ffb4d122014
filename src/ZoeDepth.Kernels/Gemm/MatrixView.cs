namespace ZoeDepth.Kernels.Gemm;

/// <summary>A matrix in memory, upright or turned, for products in which neither side is a packed weight.</summary>
/// <param name="Pointer">element [0, 0]</param>
/// <param name="Rows">rows as the product sees them</param>
/// <param name="Columns">columns as the product sees them</param>
/// <param name="Stride">floats from one row in memory to the next</param>
/// <param name="Turned">whether rows in memory are the columns of the matrix</param>
internal readonly unsafe record struct MatrixView(nint Pointer, int Rows, int Columns, long Stride, bool Turned)
{
    /// <summary>A row-major matrix.</summary>
    /// <param name="p">element [0, 0]</param>
    /// <param name="rows">rows</param>
    /// <param name="columns">columns</param>
    /// <param name="stride">floats from one row to the next; <paramref name="columns"/> if 0</param>
    public MatrixView(float* p, int rows, int columns, long stride = 0)
        : this((nint)p, rows, columns, stride == 0 ? columns : stride, false)
    {
    }

    /// <summary>The transposed matrix, in the same memory.</summary>
    public MatrixView Transpose => new(Pointer, Columns, Rows, Stride, !Turned);

    /// <summary>The matrix that starts so many floats further on.</summary>
    public MatrixView Moved(long floats) => this with { Pointer = Pointer + (nint)(floats * sizeof(float)) };

    /// <summary>The matrix as the left side of a product.</summary>
    internal GemmA AsA() => Turned
        ? GemmA.Columns((float*)Pointer, Rows, Columns, Stride)
        : GemmA.Plain((float*)Pointer, Rows, Columns, Stride);

    /// <summary>The matrix as the right side of a product: [k, n] to be summed over k.</summary>
    internal MatrixSource AsSource() => Turned
        ? MatrixSource.Rows((float*)Pointer, Columns, Rows, Stride)
        : MatrixSource.Columns((float*)Pointer, Columns, Rows, Stride);
}

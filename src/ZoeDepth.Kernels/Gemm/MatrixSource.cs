namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// Where the numbers of a matrix <c>[n, k]</c> lie before they are packed: n outputs, k the index that is summed over.
/// Either index may be a pair (outer, inner) with a stride each, which is what convolution weights need; the matrix is
/// only described, never copied.
/// </summary>
internal readonly unsafe struct MatrixSource
{
    private MatrixSource(float* first, Index n, Index k)
    {
        First = first;
        (N, K) = (n, k);
    }

    /// <summary>Element [0, 0].</summary>
    internal float* First { get; }

    /// <summary>The outputs.</summary>
    internal Index N { get; }

    /// <summary>The index that is summed over.</summary>
    internal Index K { get; }

    /// <summary>A row-major <c>[n, k]</c>: the weights <c>[out, in]</c> of a linear layer.</summary>
    /// <param name="w">the matrix</param>
    /// <param name="n">rows</param>
    /// <param name="k">columns</param>
    /// <param name="stride">floats from one row to the next; <paramref name="k"/> if 0</param>
    public static MatrixSource Rows(float* w, int n, int k, long stride = 0) =>
        new(w, Index.Plain(n, stride == 0 ? k : stride), Index.Plain(k, 1));

    /// <summary>
    /// A row-major <c>[k, n]</c>: the same weights for the gradient of the input, or the right side of a plain product.
    /// </summary>
    /// <param name="w">the matrix</param>
    /// <param name="n">columns</param>
    /// <param name="k">rows</param>
    /// <param name="stride">floats from one row to the next; <paramref name="n"/> if 0</param>
    public static MatrixSource Columns(float* w, int n, int k, long stride = 0) =>
        new(w, Index.Plain(n, 1), Index.Plain(k, stride == 0 ? n : stride));

    /// <summary>
    /// Convolution weights <c>[out, in, row, column]</c> for gathered rows: k = (row, column, in), n = out.
    /// </summary>
    public static MatrixSource Convolution(float* w, int channelsOut, int channelsIn, int kernelHeight, int kernelWidth)
    {
        var taps = kernelHeight * kernelWidth;
        return new(w, Index.Plain(channelsOut, (long)channelsIn * taps), new Index(taps, 1, channelsIn, taps));
    }

    /// <summary>
    /// Convolution weights <c>[out, in, row, column]</c> turned by 180° for the gradient of the input, gathered from
    /// the output's gradient: k = (row, column, out), n = in.
    /// </summary>
    public static MatrixSource ConvolutionMirrored(float* w, int channelsOut, int channelsIn, int kernelHeight,
        int kernelWidth)
    {
        var taps = kernelHeight * kernelWidth;
        return new(w + taps - 1, Index.Plain(channelsIn, taps),
            new Index(taps, -1, channelsOut, (long)channelsIn * taps));
    }

    /// <summary>
    /// Every so many columns of one row of convolution weights <c>[out, in, row, column]</c>, from
    /// <paramref name="column"/> back to the first, for one phase of the gradient of a strided convolution's input: k =
    /// (column, out), n = in.
    /// </summary>
    public static MatrixSource ConvolutionPhase(float* w, int channelsOut, int channelsIn, int kernelHeight,
        int kernelWidth, int row, int column, int columns, int stride)
    {
        var taps = kernelHeight * kernelWidth;
        return new(w + (row * kernelWidth) + column, Index.Plain(channelsIn, taps),
            new Index(columns, -stride, channelsOut, (long)channelsIn * taps));
    }

    /// <summary>
    /// Convolution weights <c>[out, in, row, column]</c> for scattered pixels: n = (row, column, in), k = out. The
    /// forward pass of a transposed convolution is this with its own weights <c>[in, out, row, column]</c>: it is the
    /// adjoint of a convolution from its outputs to its inputs.
    /// </summary>
    public static MatrixSource ConvolutionScattered(float* w, int channelsOut, int channelsIn, int kernelHeight,
        int kernelWidth)
    {
        var taps = kernelHeight * kernelWidth;
        return new(w, new Index(taps, 1, channelsIn, taps), Index.Plain(channelsOut, (long)channelsIn * taps));
    }

    /// <summary>An index i = outer · Inner + inner, at outer · OuterStride + inner · InnerStride.</summary>
    internal readonly record struct Index(int Outer, long OuterStride, int Inner, long InnerStride)
    {
        public int Count => Outer * Inner;

        public bool IsContiguous => Outer == 1 && InnerStride == 1;

        public static Index Plain(int count, long stride) => new(1, 0, count, stride);

        public long Offset(int i) => Outer == 1
            ? i * InnerStride : (i / Inner * OuterStride) + (i % Inner * InnerStride);
    }
}

using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// The naive twin of convolutions: double precision, one multiply after the other. Weights [out, in, row, column],
/// images channels last.
/// </summary>
internal static class NaiveConvolution
{
    public delegate double Pixel(int image, int y, int x, int channel);

    /// <summary>
    /// Calls <paramref name="visit"/>(output index, input index, weight index) for every product the convolution
    /// consists of.
    /// </summary>
    public static void Visit(in ConvolutionShape s, int channelsOut, Action<int, int, int> visit)
    {
        for (var image = 0; image < s.Images; image++)
            for (var oy = 0; oy < s.OutputHeight; oy++)
                for (var ox = 0; ox < s.OutputWidth; ox++)
                    for (var ky = 0; ky < s.KernelHeight; ky++)
                        for (var kx = 0; kx < s.KernelWidth; kx++)
                        {
                            int y = (oy * s.StrideY) - s.PaddingY + ky, x = (ox * s.StrideX) - s.PaddingX + kx;
                            if (y < 0 || y >= s.Height || x < 0 || x >= s.Width) continue;
                            for (var o = 0; o < channelsOut; o++)
                                for (var c = 0; c < s.Channels; c++)
                                    visit(
                                        ((((((image * s.OutputHeight) + oy) * s.OutputWidth) + ox) * channelsOut) + o),
                                        ((((((image * s.Height) + y) * s.Width) + x) * s.Channels) + c),
                                        ((((((o * s.Channels) + c) * s.KernelHeight) + ky) * s.KernelWidth) + kx));
                        }
    }
}

using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// x with a border that mirrors it, the outermost pixel not repeated: PyTorch's <c>pad</c> with mode
    /// <c>reflect</c>.
    /// <para>Backward: dx collects dy from every pixel that mirrors it.</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column, channel]</c></param>
    /// <param name="left">columns added before</param>
    /// <param name="right">columns added behind</param>
    /// <param name="top">rows added before</param>
    /// <param name="bottom">rows added behind</param>
    /// <returns><c>[image, top + row + bottom, left + column + right, channel]</c></returns>
    /// <exception cref="ArgumentException">
    /// x is no picture, or a border is negative or not smaller than the picture
    /// </exception>
    public static Tensor ReflectPad(Tensor x, int left, int right, int top, int bottom)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(x.Shape.Rank == 4, "reflect pad",
            $"x {x.Shape} is no picture; expected [image, row, column, channel]");
        Check.That(left >= 0 && right >= 0 && top >= 0 && bottom >= 0, "reflect pad",
            $"a border is negative: left {left}, right {right}, top {top}, bottom {bottom}");
        Check.That(Math.Max(top, bottom) < x.Shape[1] && Math.Max(left, right) < x.Shape[2], "reflect pad",
            $"left {left}, right {right}, top {top}, bottom {bottom} are too wide for x {x.Shape}: a mirror needs " +
            $"more pixels than the border is wide");
        return x.Pass.Run(new ResizeOperation("reflect pad", x, ResampledAxis.Reflected(x.Shape[1], top, bottom),
            ResampledAxis.Reflected(x.Shape[2], left, right)));
    }
}

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The elements under a mask, one after the other: valid pixels of a depth map.
    /// <para>Backward: dx under the mask, in the same order.</para>
    /// </summary>
    /// <param name="x">any shape</param>
    /// <param name="mask">row-major, as many as x has elements</param>
    /// <returns><c>[elements under the mask]</c></returns>
    /// <exception cref="ArgumentException">the mask does not fit</exception>
    public static Tensor MaskedSelect(Tensor x, bool[] mask)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        mask = [.. mask];
        Check.That(mask.Length == x.Shape.Count, "masked select",
            $"the mask holds {mask.Length} places, x {x.Shape} holds {x.Shape.Count}");
        return x.Pass.Run(new MaskedSelectOperation(x, mask));
    }

    private sealed class MaskedSelectOperation(Tensor x, bool[] mask) : IPrimitive
    {
        public string Name => "masked select";

        public Shape Output { get; } = new(mask.Count(chosen => chosen));

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            float* from = x.Pointer, to = y.Pointer;
            for (var i = 0; i < mask.Length; i++)
                if (mask[i]) *to++ = from[i];
        }

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            float* dx = x.GradientPointer, dy = y.GradientPointer;
            for (var i = 0; i < mask.Length; i++)
                if (mask[i]) dx[i] += *dy++;
        }
    }
}

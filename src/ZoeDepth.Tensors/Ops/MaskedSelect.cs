namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The numbers under a mask, one after the other: valid pixels of a depth map.
    /// <para>Backward: dx under the mask, in the same order.</para>
    /// </summary>
    /// <param name="x">any shape</param>
    /// <param name="mask">row-major, as many as x has numbers</param>
    /// <returns><c>[numbers under the mask]</c></returns>
    /// <exception cref="ArgumentException">the mask does not fit</exception>
    public static Tensor MaskedSelect(Tensor x, bool[] mask)
    {
        Check.That(mask.Length == x.Shape.Count, "masked select", $"the mask holds {mask.Length} places, x {x.Shape} holds {x.Shape.Count}");
        return x.Pass.Run(new Selected(x, mask));
    }

    private sealed record Selected(Tensor X, bool[] Mask) : IPrimitive
    {
        public string Name => "masked select";

        public Shape Output { get; } = new(Mask.Count(chosen => chosen));

        public Tensor[] Inputs => [X];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            float* from = X.Pointer, to = y.Pointer;
            for (var i = 0; i < Mask.Length; i++)
                if (Mask[i]) *to++ = from[i];
        }

        public void Backward(Tensor y)
        {
            if (!X.IsRecorded) return;
            float* dx = X.GradientPointer, dy = y.GradientPointer;
            for (var i = 0; i < Mask.Length; i++)
                if (Mask[i]) dx[i] += *dy++;
        }
    }
}

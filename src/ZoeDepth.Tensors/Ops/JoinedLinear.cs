using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = [a, b] · weightᵀ + bias over the last axis, in float32 whatever the pass rounds operands to. The two are
    /// never laid side by side: a · W₁ᵀ + b · W₂ᵀ is the same, where W₁ are the weight's first columns and W₂ the rest.
    /// That saves the joined map and its gradient: for every pixel six times the numbers of a row, read or written.
    /// <para>Backward: da = dy · W₁; db = dy · W₂; dweight = [dyᵀ · a, dyᵀ · b]; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="a"><c>[…, first]</c></param>
    /// <param name="b"><c>[…, second]</c>; all extents but the last agree</param>
    /// <param name="weight"><c>[out, first + second]</c> or <c>[out, first + second, 1, 1]</c></param>
    /// <param name="bias"><c>[out]</c>, or none</param>
    /// <returns><c>[…, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    internal static Tensor JoinedLinear(Tensor a, Tensor b, Parameter weight, Parameter? bias)
    {
        const string name = "linear of two";
        Check.SamePass(name, a, b);
        Check.That(a.Shape.Rank > 0 && a.Shape.Rank == b.Shape.Rank && a.Shape.WithLast(1) == b.Shape.WithLast(1), name,
            $"{b.Shape} does not fit {a.Shape}: all extents but the last must agree");
        Check.That(weight.Shape.Rank >= 2 && weight.Shape[1] == a.Shape.Last + b.Shape.Last
            && weight.Shape.Count == weight.Shape[0] * (long)weight.Shape[1], name,
            $"the weight {weight.Name} {weight.Shape} does not fit: expected [out, {a.Shape.Last} + {b.Shape.Last}]");
        Check.Bias(name, bias, weight.Shape[0]);
        return a.Pass.Run(new JoinedLinearOperation(a, b, weight, bias));
    }

    private sealed class JoinedLinearOperation(Tensor a, Tensor b, Parameter weight, Parameter? bias) : IPrimitive
    {
        private const PanelFormat Format = PanelFormat.Float32;

        private int In => weight.Shape[1];

        private int Out => weight.Shape[0];

        private int Rows => checked((int)a.Shape.Rows);

        public string Name => "linear of two";

        public long Flops => IOperation.FlopsOf(a.Shape.Rows, weight);

        public Shape Output => a.Shape.WithLast(Out);

        public Tensor[] Inputs => [a, b];

        public Parameter[] Parameters => default(Epilogue).ParametersBehind(weight, bias);

        public void Forward(Tensor y)
        {
            var target = GemmC.Rows(y.Pointer, Out);
            using var ofA = OperandOfLinear(y.Pass, weight, Format, 0, a.Shape.Last);
            using var ofB = OperandOfLinear(y.Pass, weight, Format, a.Shape.Last, b.Shape.Last);
            GemmDriver.Run(y.Pass.Work, RowsOf(a), ofA.Matrix, new GemmEpilogue { Bias = y.Pass.Read(bias) }, target);
            GemmDriver.Run(y.Pass.Work, RowsOf(b), ofB.Matrix, GemmEpilogue.None, target.Adding());
        }

        public void Backward(Tensor y)
        {
            float* dw = null;
            var addsToWeight = false;
            if (weight.Trainable) dw = y.Pass.GradientOf(weight).Target(out addsToWeight);
            foreach (var (x, first) in new[] { (a, 0), (b, a.Shape.Last) })
            {
                GiveInput(y, x, first);
                if (dw != null) GiveColumns(y, x, dw + first, addsToWeight);
            }
            if (bias is { Trainable: true })
                ColumnSums.Add(y.GradientPointer, y.Pass.GradientOf(bias).Pointer, Rows, Out, y.Pass.Work);
        }

        private GemmA RowsOf(Tensor x) => GemmA.Plain(x.Pointer, Rows, x.Shape.Last, x.Shape.Last);

        private void GiveInput(Tensor y, Tensor x, int first)
        {
            if (!x.IsRecorded) return;
            var width = x.Shape.Last;
            var dx = x.GradientTarget(out var adds);
            GemmDriver.Multiply(y.Pass.Work, new MatrixView(y.GradientPointer, Rows, Out),
                new MatrixView(y.Pass.Read(weight) + first, Out, width, In), dx, width, adds, Format);
        }

        /// <summary>The gradient of the weight's columns that meet one input.</summary>
        private void GiveColumns(Tensor y, Tensor x, float* dw, bool adds)
        {
            var (work, width) = (y.Pass.Work, x.Shape.Last);
            using var columns = work.Scratch((long)Out * width);
            ConvolutionKernel.WeightGradient(work, ConvolutionShape.Of(1, Rows, 1, width, 1, 1, 1, 0), x.Pointer,
                y.GradientPointer, Out, Out, columns.Pointer, format: Format);
            if (adds) Columns.Add(columns.Pointer, width, dw, In, Out, width, work);
            else Columns.Copy(columns.Pointer, width, dw, In, Out, width, work);
        }
    }
}

using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Two tensors that meet place by place: b as large as a, or one row that meets every row of a.</summary>
    private readonly record struct Pair(Tensor A, Tensor B)
    {
        /// <summary>Whether b is one row.</summary>
        public bool OneRow => B.Shape != A.Shape;

        public long Rows => A.Shape.Rows;

        public int Columns => A.Shape.Last;

        public static Pair Of(string operation, Tensor a, Tensor b)
        {
            Check.SamePass(operation, a, b);
            Check.That(b.Shape == a.Shape || b.Shape.Count == a.Shape.Last, operation,
                $"b {b.Shape} does not fit a {a.Shape}: expected the same shape, or {a.Shape.Last} elements, one for " +
                $"each of its last axis");
            return new Pair(a, b);
        }

        /// <summary>y = f(first, second, third), each <see cref="LikeA"/> or <see cref="LikeB"/>.</summary>
        public void Run<F>(F formula, Operand first, Operand second, Operand third, float* y)
            where F : struct, IFormula =>
            Elementwise.Run(formula, first, second, third, y, Rows, Columns, A.Pass.Work);

        /// <summary>dx += dy for one side as large as a.</summary>
        public void Pass(Tensor y, Tensor x)
        {
            var dx = x.GradientTarget(out var adds);
            if (adds) Run(default(Sum), LikeA(dx), LikeA(y.GradientPointer), default, dx);
            else Kernels.Pointwise.Columns.Copy(y.GradientPointer, Columns, dx, Columns, Rows, Columns, A.Pass.Work);
        }

        /// <summary>The same for the last side that reads dy, which takes its memory over where it can.</summary>
        public void PassOn(Tensor y, Tensor x)
        {
            if (!x.TakeGradient(y)) Pass(y, x);
        }

        /// <summary>Elements laid out as a.</summary>
        public static Operand LikeA(float* pointer) => Operand.Each(pointer);

        /// <summary>Elements laid out as b.</summary>
        public Operand LikeB(float* pointer) => OneRow ? Operand.Vector(pointer) : Operand.Each(pointer);

        /// <summary>A tensor shaped as b that holds g, or where b is one row, the sum of g over all rows.</summary>
        public Tensor Gathered(Tensor g)
        {
            if (!OneRow) return g;
            var sums = A.Pass.New(B.Shape);
            sums.Values.Clear();
            ColumnSums.Add(g.Pointer, sums.Pointer, Rows, Columns, A.Pass.Work);
            return sums;
        }
    }
}

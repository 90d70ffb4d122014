using ZoeDepth.Kernels.Depth;
using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Metric depth: u = softplus(linear(gelu(linear([main, enlarged condition])))); p and T from u
    /// (<see cref="ProbabilityAndTemperature"/>); y = Σ wₖ·cₖ with w = <see cref="LogBinomial"/>(p, T) and c the
    /// enlarged centers. Enlarging is bilinear with aligned corners.
    /// Reference: <c>ZoeDepthConditionalLogBinomialSoftmax</c> and the end of
    /// <c>ZoeDepthMetricDepthEstimationHead.forward</c>.
    /// <para>The kernel multiplies the condition before it is enlarged: a matrix acts on each pixel and enlarging mixes
    /// pixels, so the two may change places.</para>
    /// <para>Backward: that of the composition.</para>
    /// </summary>
    /// <param name="main"><c>[image, row, column, m]</c></param>
    /// <param name="condition">the last bin embedding, <c>[image, coarse row, coarse column, e]</c></param>
    /// <param name="centers">bin centers, metres, <c>[image, coarse row, coarse column, bins]</c></param>
    /// <param name="weight0"><c>[hidden, m + e]</c> or <c>[hidden, m + e, 1, 1]</c></param>
    /// <param name="bias0"><c>[hidden]</c></param>
    /// <param name="weight2"><c>[4, hidden]</c> or <c>[4, hidden, 1, 1]</c></param>
    /// <param name="bias2"><c>[4]</c></param>
    /// <param name="minTemperature">0.0212 in every published checkpoint</param>
    /// <param name="maxTemperature">50 in every published checkpoint</param>
    /// <returns>metres, <c>[image, row, column, 1]</c></returns>
    /// <exception cref="ArgumentException">shapes that do not fit</exception>
    public static Tensor LogBinomialDepth(Tensor main, Tensor condition, Tensor centers, Parameter weight0,
        Parameter? bias0, Parameter weight2, Parameter? bias2,
        float minTemperature, float maxTemperature)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(centers);
        ArgumentNullException.ThrowIfNull(weight0);
        ArgumentNullException.ThrowIfNull(weight2);
        const string name = "log-binomial depth";
        Check.SamePass(name, main, condition);
        Check.SamePass(name, main, centers);
        Check.That(main.Shape.Rank == 4 && condition.Shape.Rank == 4 && main.Shape[0] == condition.Shape[0], name,
            $"main {main.Shape} and the condition {condition.Shape} do not fit: expected two [image, row, column, " +
            $"channel] of as many images");
        Check.That(centers.Shape.Rank == 4 && condition.Shape.WithLast(1) == centers.Shape.WithLast(1)
            && centers.Shape.Last >= 1, name,
            $"the condition {condition.Shape} and the centers {centers.Shape} do not fit: all extents but the last " +
            $"must agree");
        Check.That(weight0.Shape.Rank >= 2 && weight0.Shape[1] == main.Shape.Last + condition.Shape.Last
            && weight0.Shape.Count == weight0.Shape[0] * (long)weight0.Shape[1], name,
            $"the weight {weight0.Name} {weight0.Shape} does not fit: expected [hidden, {main.Shape.Last} + " +
            $"{condition.Shape.Last}], the channels of main and of the condition");
        Check.That(weight2.Shape.Rank >= 2 && weight2.Shape[0] == 4 && weight2.Shape.Count == 4L * weight0.Shape[0],
            name,
            $"the weight {weight2.Name} {weight2.Shape} does not fit: expected [4, {weight0.Shape[0]}]");
        Check.Bias(name, bias0, weight0.Shape[0]);
        Check.Bias(name, bias2, 4);
        return main.Pass.Run(new LogBinomialDepthOperation(main, condition, centers, weight0, bias0, weight2, bias2,
            minTemperature, maxTemperature));
    }

    private sealed class LogBinomialDepthOperation(Tensor main, Tensor condition, Tensor centers, Parameter weight0,
        Parameter? bias0, Parameter weight2, Parameter? bias2, float minTemperature, float maxTemperature) : IFused
    {
        private int Rows => main.Shape[1];

        private int Columns => main.Shape[2];

        public Shape Output => main.Shape.WithLast(1);

        public Tensor[] Inputs => [main, condition, centers];

        public Parameter[] Parameters =>
            [.. default(Epilogue).ParametersBehind(weight0, bias0),
                .. default(Epilogue).ParametersBehind(weight2, bias2)];

        public string Name => "log-binomial depth";

        public long Flops => IOperation.FlopsOf(Output.Rows, weight0, weight2);

        public Tensor Decompose()
        {
            using var frame = main.Pass.Frame();
            var weights = LogBinomialProbabilities(main, condition, centers.Shape.Last, weight0, bias0, weight2, bias2,
                minTemperature, maxTemperature);
            return frame.Keep(Expectation(weights,
                Resize(centers, Rows, Columns, Interpolation.Bilinear, Corners.Aligned)));
        }

        public void Kernel(Tensor y)
        {
            using var frame = y.Pass.Frame();
            var (work, hidden, m, e) = (y.Pass.Work, weight0.Shape[0], main.Shape.Last, condition.Shape.Last);
            // The last values before metres: their products are small, and what they round is not corrected any more.
            const PanelFormat exact = PanelFormat.Float32;
            using var ofMain = OperandOfLinear(y.Pass, weight0, exact, 0, m);
            using var ofCondition = OperandOfLinear(y.Pass, weight0, exact, m, e);
            using var ofOutput = OperandOfLinear(y.Pass, weight2, exact);
            var embedding = y.Pass.New(condition.Shape.WithLast(hidden));
            GemmDriver.Run(work, GemmA.Plain(condition.Pointer, checked((int)condition.Shape.Rows), e, e),
                ofCondition.Matrix, GemmEpilogue.None, embedding.Pointer, hidden);
            LogBinomialDepthKernel.Forward(new LogBinomialInputs
            {
                Images = main.Shape[0],
                SourceRows = ImageGrid.Axis(condition.Shape[1], Rows, Interpolation.Bilinear, Corners.Aligned),
                SourceColumns = ImageGrid.Axis(condition.Shape[2], Columns, Interpolation.Bilinear, Corners.Aligned),
                Main = main.Pointer,
                MainChannels = m,
                Embedding = embedding.Pointer,
                Centers = centers.Pointer,
                Bins = centers.Shape.Last,
                MainWeights = ofMain.Matrix,
                HiddenBias = y.Pass.Read(bias0),
                OutputWeights = ofOutput.Matrix,
                OutputBias = y.Pass.Read(bias2),
                MinTemperature = minTemperature,
                MaxTemperature = maxTemperature,
            }, y.Pointer, work);
        }
    }
}

using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// A kernel made of products: its loop is written once for every instruction set and every format of operands.
/// </summary>
internal interface IProductKernel
{
    /// <summary>How the operands are written.</summary>
    PanelFormat Format { get; }

    /// <summary>
    /// Whether rows may take several floats for a word (<see cref="IOperands.FloatsPerRowWord"/>): where each is
    /// written once and multiplied with many panels.
    /// </summary>
    static virtual bool TakesWideRows => false;

    /// <summary>The loop.</summary>
    void Run<S, V, F>() where S : struct, ISimd<V> where V : struct where F : struct, IOperands;
}

/// <summary>Hands a kernel of products to the instruction set in use and the operands of its format.</summary>
internal static class ProductDispatch
{
    /// <summary>Runs a kernel, on assembled tiles where there are some for its format.</summary>
    public static void Run<K>(ref K kernel) where K : struct, IProductKernel
    {
        var chosen = new OnInstructionSet<K> { Kernel = kernel };
        Dispatch.Run(ref chosen);
    }

    private struct OnInstructionSet<K> : IKernel where K : struct, IProductKernel
    {
        public K Kernel;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var isAssembled = AssembledTiles.Serve(Kernel.Format);
            switch (Kernel.Format)
            {
                case PanelFormat.Float32:
                    if (isAssembled) Kernel.Run<S, V, Assembled<Float32Operands>>();
                    else Kernel.Run<S, V, Float32Operands>();
                    break;
                case PanelFormat.BFloat16:
                    if (isAssembled) Kernel.Run<S, V, Assembled<BFloat16Operands<WordRows>>>();
                    else if (K.TakesWideRows) Kernel.Run<S, V, BFloat16Operands<NumberRows>>();
                    else Kernel.Run<S, V, BFloat16Operands<WordRows>>();
                    break;
                default:
                    if (isAssembled) Kernel.Run<S, V, Assembled<Int8Operands>>();
                    else Kernel.Run<S, V, Int8Operands>();
                    break;
            }
        }
    }
}

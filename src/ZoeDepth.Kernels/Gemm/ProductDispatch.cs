using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// A kernel made of products: its loop is written once for every instruction set and every format of operands.
/// </summary>
internal interface IProductKernel
{
    /// <summary>How the operands are written.</summary>
    PanelFormat Format { get; }

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
            if (Kernel.Format == PanelFormat.Float32) Kernel.Run<S, V, Float32Operands>();
            else if (Kernel.Format == PanelFormat.BFloat16) Run<S, V, BFloat16Operands>();
            else Run<S, V, Int8Operands>();
        }

        private readonly void Run<S, V, F>()
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            if (AssembledTiles.Serve(F.Format)) Kernel.Run<S, V, Assembled<F>>();
            else Kernel.Run<S, V, F>();
        }
    }
}

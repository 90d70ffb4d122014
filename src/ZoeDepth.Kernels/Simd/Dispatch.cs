using System.Runtime.Intrinsics;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Simd;

/// <summary>A kernel: its arguments are fields, its loop is written once for every instruction set.</summary>
internal interface IKernel
{
    /// <summary>The loop.</summary>
    void Run<S, V>() where S : struct, ISimd<V> where V : struct;
}

/// <summary>Hands a kernel to the instruction set in use: once per kernel call, above all loops.</summary>
internal static class Dispatch
{
    /// <summary>Runs a kernel on the set in use.</summary>
    public static void Run<K>(ref K kernel) where K : struct, IKernel
    {
        switch (InstructionSet.Level)
        {
            case SimdLevel.Avx512: kernel.Run<Avx512, Vector512<float>>(); break;
            case SimdLevel.Avx2: kernel.Run<Avx2, Vector256<float>>(); break;
            case SimdLevel.Vector128: kernel.Run<Vec128, Vector128<float>>(); break;
            default: kernel.Run<Scalar, float>(); break;
        }
    }
}

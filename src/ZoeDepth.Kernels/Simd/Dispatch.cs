using System.Diagnostics;
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
        // The sets this program does without are constants here, and their kernels are not compiled.
        var level = InstructionSet.Level;
        if (InstructionSet.HasAvx512 && level == SimdLevel.Avx512) kernel.Run<Avx512, Vector512<float>>();
        else if (InstructionSet.HasAvx2 && level == SimdLevel.Avx2) kernel.Run<Avx2, Vector256<float>>();
        else if (InstructionSet.HasVector128 && level == SimdLevel.Vector128) kernel.Run<Vec128, Vector128<float>>();
        else if (InstructionSet.HasScalar && level == SimdLevel.Scalar) kernel.Run<Scalar, float>();
        else throw new UnreachableException($"{level} is in use, and there are no kernels for it");
    }
}

namespace ZoeDepth.Runtime.Machine;

/// <summary>The instruction sets the kernels are compiled for, from the plainest to the widest.</summary>
internal enum SimdLevel
{
    /// <summary>One float at a time.</summary>
    Scalar,

    /// <summary>128-bit vectors: SSE, NEON.</summary>
    Vector128,

    /// <summary>256-bit vectors with fused multiply-add.</summary>
    Avx2,

    /// <summary>512-bit vectors.</summary>
    Avx512,
}

namespace ZoeDepth.Kernels.Gemm;

/// <summary>How large the panels of a packed matrix are.</summary>
/// <param name="N">outputs</param>
/// <param name="K">the extent that is summed over</param>
/// <param name="Format">how the numbers are written</param>
/// <param name="Parts">equal parts of K that begin with a word each</param>
internal readonly record struct PanelExtents(int N, int K, PanelFormat Format, int Parts = 1)
{
    /// <summary>Words of depth.</summary>
    public int Words => ((K / Parts) + Format.PerWord() - 1) / Format.PerWord() * Parts;

    /// <summary>Panels of 32 outputs.</summary>
    public int Panels => (N + GemmTile.NR - 1) / GemmTile.NR;

    /// <summary>Floats of all panels, and of what lies beside those of 8 bits.</summary>
    public long Floats => ((long)Panels * GemmTile.NR * Words)
        + (Format == PanelFormat.Int8 ? (long)Panels * Int8Quantization.FloatsBesidePanel : 0);
}

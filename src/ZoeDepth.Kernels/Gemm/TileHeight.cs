namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// How many rows a tile has, as a type: the compiler makes one tile for each, and its sums of the rows it has stay in
/// registers.
/// </summary>
internal interface ITileHeight
{
    static abstract int Rows { get; }
}

/// <summary>The heights of tiles.</summary>
internal static class TileHeight
{
    public readonly struct Of1 : ITileHeight { public static int Rows => 1; }

    public readonly struct Of2 : ITileHeight { public static int Rows => 2; }

    public readonly struct Of3 : ITileHeight { public static int Rows => 3; }

    public readonly struct Of4 : ITileHeight { public static int Rows => 4; }

    public readonly struct Of5 : ITileHeight { public static int Rows => 5; }

    public readonly struct Of6 : ITileHeight { public static int Rows => 6; }

    public readonly struct Of7 : ITileHeight { public static int Rows => 7; }

    public readonly struct Of8 : ITileHeight { public static int Rows => 8; }

    public readonly struct Of9 : ITileHeight { public static int Rows => 9; }

    public readonly struct Of10 : ITileHeight { public static int Rows => 10; }

    public readonly struct Of11 : ITileHeight { public static int Rows => 11; }

    public readonly struct Of12 : ITileHeight { public static int Rows => 12; }
}

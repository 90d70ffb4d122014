using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>A plane laid with equal rectangles in rows, a joint between them: bricks, tiles, slabs, boards.</summary>
internal readonly struct Courses
{
    /// <summary>From the middle of the piece, metres.</summary>
    public readonly Floats U;

    /// <summary>From the middle of the piece, metres.</summary>
    public readonly Floats V;

    /// <summary>Share of the sample that is joint.</summary>
    public readonly Floats Joint;

    /// <summary>Random bits of the piece.</summary>
    public readonly Integers Bits;

    /// <summary>1 where row and column add up to an odd number, else 0: a chess board.</summary>
    public readonly Floats Odd;

    private readonly float _halfLength;
    private readonly float _halfHeight;

    /// <param name="u">metres</param>
    /// <param name="v">metres</param>
    /// <param name="length">of a piece and its joint along u, metres</param>
    /// <param name="height">of a piece and its joint along v, metres</param>
    /// <param name="joint">width, metres</param>
    /// <param name="stagger">
    /// by which part of a piece a row is shifted against the one below; below 0 each row is shifted at random
    /// </param>
    /// <param name="footprint">width of the sample, metres</param>
    /// <param name="salt">different pieces for different salts</param>
    public Courses(Floats u, Floats v, double length, double height, double joint, double stagger, Floats footprint,
        int salt)
    {
        var row = Vector512.Floor(v * LaneMath.All(1 / height));
        var shift = stagger < 0 ? Noise.Cell(row, Floats.Zero, salt) : LaneMath.Fraction(row * LaneMath.All(stagger));
        var along = Vector512.FusedMultiplyAdd(shift, LaneMath.All(length), u);
        var column = Vector512.Floor(along * LaneMath.All(1 / length));
        U = along - (column * LaneMath.All(length)) - LaneMath.All((length + joint) / 2);
        V = v - (row * LaneMath.All(height)) - LaneMath.All((height + joint) / 2);
        Joint = joint <= 0
            ? Floats.Zero
            : Pattern.Either(Pattern.Bands(along, length, joint, footprint),
                Pattern.Bands(v, height, joint, footprint));
        Bits = Noise.CellBits(column, row, salt);
        Odd = LaneMath.Fraction((row + column) * LaneMath.All(0.5f)) * LaneMath.All(2f);
        (_halfLength, _halfHeight) = ((float)((length - joint) / 2), (float)((height - joint) / 2));
    }

    /// <summary>Slopes of pieces whose rims fall off over this width, metres; none in the joints.</summary>
    public (Floats U, Floats V) Rims(double width, double steepness, Floats footprint)
    {
        var strength = Noise.Kept(footprint, 2 * width) * LaneMath.All(steepness);
        return (Rim(U, _halfLength, width) * strength, Rim(V, _halfHeight, width) * strength);
    }

    private static Floats Rim(Floats fromMiddle, float half, double width)
    {
        var distance = Vector512.Abs(fromMiddle);
        var fall = LaneMath.Saturate((distance - LaneMath.All(half - width)) * LaneMath.All(1 / width));
        var onPiece = Vector512.LessThan(distance, LaneMath.All(half));
        return -Vector512.CopySign(fall & onPiece, fromMiddle);
    }
}

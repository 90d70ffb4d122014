using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Explain;

/// <summary>A pixel whose way to metres is drawn.</summary>
/// <param name="Name">"near", "middle", "far"</param>
/// <param name="Row">row of the network's depth</param>
/// <param name="Column">column of it</param>
/// <param name="Metres">what the network says there, before the camera's scale</param>
/// <param name="Colour">how it is marked</param>
internal sealed record ExplainedPixel(string Name, int Row, int Column, float Metres, Rgba Colour)
{
    // Half of the side of the square that is looked at for calm.
    private const int Around = 3;

    private static readonly (string Name, double Share, Rgba Colour)[] Kinds =
    [
        ("near", 0.08, new(0xD6, 0x27, 0x28)), ("middle", 0.5, new(0x2C, 0xA0, 0x2C)),
        ("far", 0.92, new(0x1F, 0x77, 0xB4)),
    ];

    /// <summary>
    /// Three pixels of a depth map, near, in the middle and far; of those about as far, the one whose surroundings
    /// differ least.
    /// </summary>
    /// <param name="depth"><c>[row, column]</c>, at least 7 on each side</param>
    /// <param name="rows">rows</param>
    /// <param name="columns">columns</param>
    public static IReadOnlyList<ExplainedPixel> Of(float[] depth, int rows, int columns)
    {
        var inner = Enumerable.Range(0, rows * columns).Where(i => IsInner(i / columns, i % columns)).ToArray();
        Array.Sort(inner, (a, b) => depth[a].CompareTo(depth[b]));
        return [.. Kinds.Select(kind =>
        {
            int middle = (int)(kind.Share * (inner.Length - 1)), slack = inner.Length / 40;
            var alike = inner[Math.Max(0, middle - slack)..Math.Min(inner.Length, middle + slack + 1)];
            var calm = alike.MinBy(i => Unrest(i / columns, i % columns));
            return new ExplainedPixel(kind.Name, calm / columns, calm % columns, depth[calm], kind.Colour);
        })];

        bool IsInner(int row, int column) => row >= Around && row < rows - Around && column >= Around
            && column < columns - Around;

        double Unrest(int row, int column)
        {
            float least = float.MaxValue, most = float.MinValue;
            for (var y = row - Around; y <= row + Around; y++)
                for (var x = column - Around; x <= column + Around; x++)
                    (least, most) = (Math.Min(least, depth[(y * columns) + x]),
                        Math.Max(most, depth[(y * columns) + x]));
            return most / Math.Max(least, 1e-6);
        }
    }
}

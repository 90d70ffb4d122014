using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>Words in capital letters nobody can read: strokes as a sign painter would set them. About x, height 1, seen from −y.</summary>
internal static class Lettering
{
    // Strokes as start and end on a grid 0..2 wide and 0..4 high: the skeletons of A C D E F H I K L N O P R S T U V.
    private static readonly string[] _letters =
    [
        "0014 1420 0221", "2400 0020 2404", "0004 0423 2321 2100", "0004 0424 0222 0020", "0004 0424 0222", "0004 2024 0222", "1014",
        "0004 0224 0220", "0004 0020", "0004 0420 2024", "0004 0424 2420 2000", "0004 0424 2422 2202", "0004 0424 2422 2202 0220",
        "2404 0402 0222 2220 2000", "1014 0424", "0400 0020 2024", "0410 1024",
    ];

    private static readonly Lazy<Mesh>[] _words = [.. Enumerable.Range(0, 10).Select(i => new Lazy<Mesh>(() => Word(4 + i, (ulong)(900 + i))))];

    /// <summary>A word of 4 to 13 letters, about 0.62 wide a letter.</summary>
    public static Mesh Any(SeededRandom random) => random.Pick(_words).Value;

    private static Mesh Word(int letters, ulong seed)
    {
        var random = new SeededRandom(seed);
        var builder = new MeshBuilder();
        for (var i = 0; i < letters; i++)
        {
            var left = (i - (letters / 2.0)) * 0.62;
            if (letters > 8 && i == letters / 2) continue;
            foreach (var stroke in random.Pick(_letters).Split(' '))
            {
                Vector End(int at) => (left + ((stroke[at] - '0') * 0.22) + 0.05, 0, (stroke[at + 1] - '0') * 0.25);
                Block.Bar(builder, End(0), End(2), 0.11);
            }
        }
        return builder.Build(20);
    }
}

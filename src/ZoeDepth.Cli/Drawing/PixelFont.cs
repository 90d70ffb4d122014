namespace ZoeDepth.Cli.Drawing;

/// <summary>
/// Small letters, digits and a few signs, drawn for this project, five columns by eight rows: enough to label a chart.
/// </summary>
internal static class PixelFont
{
    /// <summary>Columns of a letter; one more parts it from the next.</summary>
    public const int Width = 5;

    /// <summary>Rows of a letter, the last for what hangs below the line.</summary>
    public const int Height = 8;

    // A line of names, then the letters' rows under them.
    private const string Letters = """
        a     b     c     d     e     f     g     h     i     j     k     l     m
        ..... #.... ..... ....# ..... ..##. ..... #.... ..#.. ...#. #.... .##.. .....
        ..... #.... ..... ....# ..... .#... ..... #.... ..... ..... #.... ..#.. .....
        .###. ####. .#### .#### .###. ####. .#### ####. .##.. ..##. #..#. ..#.. ##.#.
        ....# #...# #.... #...# #...# .#... #...# #...# ..#.. ...#. #.#.. ..#.. #.#.#
        .#### #...# #.... #...# ##### .#... #...# #...# ..#.. ...#. ##... ..#.. #.#.#
        #...# #...# #.... #...# #.... .#... .#### #...# ..#.. ...#. #.#.. ..#.. #.#.#
        .#### ####. .#### .#### .#### .#... ....# #...# .###. ...#. #..#. .###. #.#.#
        ..... ..... ..... ..... ..... ..... .###. ..... ..... .##.. ..... ..... .....
        n     o     p     q     r     s     t     u     v     w     x     y     z
        ..... ..... ..... ..... ..... ..... .#... ..... ..... ..... ..... ..... .....
        ..... ..... ..... ..... ..... ..... .#... ..... ..... ..... ..... ..... .....
        ####. .###. ####. .#### #.##. .#### ####. #...# #...# #...# #...# #...# #####
        #...# #...# #...# #...# ##..# #.... .#... #...# #...# #...# .#.#. #...# ...#.
        #...# #...# #...# #...# #.... .###. .#... #...# #...# #.#.# ..#.. #...# ..#..
        #...# #...# ####. .#### #.... ....# .#..# #...# .#.#. #.#.# .#.#. .#### .#...
        #...# .###. #.... ....# #.... ####. ..##. .#### ..#.. .#.#. #...# ....# #####
        ..... ..... #.... ....# ..... ..... ..... ..... ..... ..... ..... .###. .....
        0     1     2     3     4     5     6     7     8     9     .     ,     %     -
        .###. ..#.. .###. .###. ...#. ##### ..##. ##### .###. .###. ..... ..... ##..# .....
        #...# .##.. #...# #...# ..##. #.... .#... ....# #...# #...# ..... ..... ##..# .....
        #..## ..#.. ....# ....# .#.#. ####. #.... ...#. #...# #...# ..... ..... ...#. .....
        #.#.# ..#.. ...#. ..##. #..#. ....# ####. ..#.. .###. .#### ..... ..... ..#.. .....
        ##..# ..#.. ..#.. ....# ##### ....# #...# .#... #...# ....# ..... ..... .#... .###.
        #...# ..#.. .#... #...# ...#. #...# #...# .#... #...# ...#. .##.. .##.. #..## .....
        .###. .###. ##### .###. ...#. .###. .###. .#... .###. .##.. .##.. .##.. #..## .....
        ..... ..... ..... ..... ..... ..... ..... ..... ..... ..... ..... .#... ..... .....
        """;

    private static readonly Dictionary<char, string[]> Shapes = Read();

    /// <summary>Columns a line takes when every dot is a square of <paramref name="size"/>.</summary>
    public static int WidthOf(string text, int size) => Math.Max(0, (text.Length * (Width + 1)) - 1) * size;

    /// <summary>Whether a letter has a dot there; what is not drawn is blank.</summary>
    public static bool IsSet(char letter, int row, int column) =>
        Shapes.TryGetValue(letter, out var rows) && rows[row][column] == '#';

    private static Dictionary<char, string[]> Read()
    {
        var shapes = new Dictionary<char, string[]>();
        foreach (var block in Letters.ReplaceLineEndings("\n").Split('\n').Chunk(Height + 1))
            for (var at = 0; at < block[0].Length; at += Width + 1)
                shapes[block[0][at]] = [.. block[1..].Select(row => row.Substring(at, Width))];
        return shapes;
    }
}

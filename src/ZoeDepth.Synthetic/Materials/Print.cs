using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// Paper with print: pages, newspapers, notices, covers and spines of books, labels of packets. Text is lines of grey
/// words.
/// </summary>
internal sealed class Print : Material
{
    private readonly Extent _extent;
    private readonly Color _paper;
    private readonly Color _ink;
    private readonly double _line;
    private readonly double _margin;
    private readonly Block[] _blocks;
    private readonly double _gloss;
    private readonly int _salt;
    private readonly Color _mean = Color.Gray(0.5);

    private Print(SeededRandom random, Extent extent, Color paper, Color ink, double line, double margin, double gloss,
        Block[] blocks)
    {
        (_extent, _paper, _ink, _line, _margin, _gloss, _blocks) = (extent, paper, ink, line, margin, gloss, blocks);
        _salt = random.Integer(0, 1 << 20);
        _mean = Averages.Of(this, extent.Width, extent.Height);
    }

    public override Color Mean => _mean;

    /// <summary>A white sheet of text, sometimes with a picture and a headline.</summary>
    public static Print DrawPage(SeededRandom random, double width, double height)
    {
        var paper = Color.Hsv(random.Between(30, 60), random.Between(0, 0.08), random.Between(0.86, 0.95));
        Block[] blocks = random.Chance(0.5)
            ? []
            : [new(0.12, 0.12 + random.Between(0, 0.4), random.Between(0.3, 0.76), random.Between(0.15, 0.3),
                Palette.Ink(random), 0.5)];
        var line = Math.Max(0.006, height / random.Between(25, 45));
        return new(random, Extent.Centered(width, height), paper, Color.Gray(0.04), line, 0.1, 0.02, blocks);
    }

    /// <summary>The cover of a book, box or packet: a ground, a title, a picture, no text to read.</summary>
    public static Print DrawCover(SeededRandom random, double width, double height)
    {
        var paper = random.Chance(0.6) ? Palette.Ink(random) : Palette.Fabric(random);
        var contrast = paper.Luminance > 0.25 ? Palette.Clothes(random) * 0.4 : Palette.WallPaint(random);
        var title = new Block(random.Between(0.1, 0.2), random.Between(0.68, 0.78), random.Between(0.5, 0.7), 0.12,
            contrast, 0.7);
        var picture = new Block(
            random.Between(0.08, 0.3), random.Between(0.15, 0.3), random.Between(0.4, 0.6), random.Between(0.25, 0.36),
            Palette.Ink(random), 0.5);
        var author = new Block(0.2, random.Between(0.05, 0.1), random.Between(0.3, 0.6), 0.04, contrast, 0.7);
        return new(random, Extent.Centered(width, height), paper, contrast, 0, 0, random.Pick(0.03, 0.2, 0.35),
            [picture, title, author]);
    }

    /// <summary>
    /// The front of a packet in a shop: a loud ground, a brand in large letters, a band or a field of another colour, a
    /// picture, small print.
    /// </summary>
    public static Print DrawPackage(SeededRandom random, double width, double height)
    {
        var paper = random.Unit() switch
        {
            < 0.62 => Color.Hsv(random.Pick(0, 4, 18, 38, 48, 52, 110, 145, 195, 212, 222, 320, 345)
                + random.Between(-7, 7) + 360,
                random.Between(0.45, 0.92), random.Between(0.4, 0.9)),
            < 0.85 => Color.Hsv(random.Between(20, 220), random.Between(0, 0.1), random.Between(0.8, 0.95)),
            < 0.93 => Color.Gray(random.Between(0.015, 0.06)),
            _ => Palette.Fabric(random),
        };
        var contrast = paper.Luminance > 0.22 ? random.Chance(0.5)
            ? Color.Gray(0.03) : Palette.Clothes(random) * 0.5 : Color.Gray(random.Between(0.7, 0.9));
        var other = Color.Hsv(random.Pick(0, 30, 48, 120, 200, 225, 330) + random.Between(-8, 8),
            random.Between(0.1, 0.9), random.Between(0.3, 0.95));
        var brand = new Block(random.Between(0.06, 0.16), random.Between(0.6, 0.76), random.Between(0.66, 0.84),
            random.Between(0.13, 0.24), contrast,
            random.Between(0.62, 0.8));
        var picture = new Block(random.Between(0.05, 0.4), random.Between(0.1, 0.3), random.Between(0.35, 0.6),
            random.Between(0.25, 0.42), other,
            random.Between(0.4, 0.5));
        var small = new Block(random.Between(0.08, 0.3), random.Between(0.04, 0.1), random.Between(0.4, 0.6),
            random.Between(0.03, 0.06), contrast, 0.7);
        var line = new Block(0.12, random.Between(0.5, 0.56), random.Between(0.4, 0.7), 0.05, contrast, 0.66);
        var field = random.Integer(0, 3) switch
        {
            0 => new Block(-0.1, random.Between(0.5, 0.6), 1.2, 0.6, other, 1),
            1 => new Block(-0.1, random.Between(0.05, 0.3), 1.2, random.Between(0.1, 0.25), other, 1),
            2 => new Block(-0.1, -0.1, random.Between(0.25, 0.45), 1.2, other, 1),
            _ => new Block(random.Between(0.04, 0.2), random.Between(0.1, 0.3), random.Between(0.5, 0.8),
                random.Between(0.3, 0.6),
                Color.Gray(0.85), 1),
        };
        Block[] blocks = random.Unit() switch
        {
            < 0.45 => [field, picture, brand, line, small],
            < 0.75 => [field, brand, line, small],
            < 0.9 => [picture, brand, small],
            _ => [brand],
        };
        return new(random, Extent.Centered(width, height), paper, contrast, 0, 0, random.Pick(0.05, 0.2, 0.3, 0.4),
            blocks);
    }

    /// <summary>The back of a book on a shelf: a title along it, bands.</summary>
    public static Print DrawSpine(SeededRandom random, double width, double height)
    {
        var paper = random.Chance(0.6) ? Palette.Clothes(random) : Palette.Ink(random);
        var contrast = paper.Luminance > 0.25 ? Color.Gray(0.05) : random.Chance(0.3)
            ? new(0.5, 0.36, 0.12) : Color.Gray(0.75);
        var title = new Block(0.3, random.Between(0.3, 0.5), 0.4, random.Between(0.25, 0.42), contrast, 0.6);
        var band = new Block(-0.1, random.Pick(0.08, 0.85), 1.2, random.Between(0.02, 0.08), contrast, 1);
        Block[] blocks = random.Chance(0.7) ? [title, band] : [title];
        return new(random, Extent.Centered(width, height), paper, contrast, 0, 0, random.Pick(0.03, 0.15, 0.3), blocks);
    }

    /// <summary>A number plate of a car: black on white, seldom on yellow, seldom with a blue edge.</summary>
    public static Print DrawPlate(SeededRandom random, double width, double height)
    {
        var paper = random.Chance(0.2) ? Color.Srgb(235, 190, 40) : Color.Gray(0.65);
        var number = new Block(random.Between(0.1, 0.15), 0.2, random.Between(0.72, 0.8), 0.6, Color.Gray(0.02), 0.62);
        var edge = new Block(-0.1, -0.1, 0.17, 1.2, new(0.02, 0.05, 0.3), 1);
        return new(random, Extent.Centered(width, height), paper, Color.Gray(0.02), 0, 0, 0.1,
            random.Chance(0.6) ? [edge, number] : [number]);
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, _salt);
        var (x, y) = (_extent.Across(face.U), _extent.Up(face.V));
        var (blurX, blurY) = (at.Footprint * LaneMath.All(1 / _extent.Width),
            at.Footprint * LaneMath.All(1 / _extent.Height));
        var color = Vectors.All(_paper);
        if (_line > 0)
            color = Vectors.Mix(color, Vectors.All(_ink), Text(face.U, face.V, x, y, blurX, blurY, at.Footprint, salt));
        foreach (var block in _blocks)
        {
            var covered = Pattern.Between(x, LaneMath.All(block.X), LaneMath.All(block.X + block.Width), blurX)
                * Pattern.Between(y, LaneMath.All(block.Y), LaneMath.All(block.Y + block.Height), blurY);
            if (Vector512.EqualsAll(covered, Floats.Zero)) continue;
            var inside = block.Fill >= 1 ? Floats.One : Letters(x, y, block, blurX + blurY, salt);
            var seen = block.Line ? covered * inside : covered;
            var tone = block.Line ? Floats.One : LaneMath.All(0.6f) + (inside * LaneMath.All(0.5f));
            color = Vectors.Mix(color, Vectors.All(block.Color) * tone, seen);
        }
        surface.Albedo = Vectors.Mix(Vectors.All(_mean), color, Noise.Kept(at.Footprint, 2 * _extent.Smaller));
        surface.Gloss = LaneMath.All(_gloss);
        surface.Roughness = LaneMath.All(_gloss > 0.1 ? 0.2 : 0.8);
    }

    /// <summary>Lines of words between the margins; a paragraph ends here and there.</summary>
    private Floats Text(Floats u, Floats v, Floats x, Floats y, Floats blurX, Floats blurY, Floats footprint, int salt)
    {
        var (low, high) = (LaneMath.All(_margin), LaneMath.All(1 - _margin));
        var area = Pattern.Between(x, low, high, blurX) * Pattern.Between(y, low, high, blurY);
        var row = Vector512.Floor(v * LaneMath.All(1 / _line));
        var lines = Pattern.Bands(v, _line, 0.5 * _line, footprint);
        var word = 2.2 * _line;
        var start = Noise.Cell(row, Floats.Zero, salt) * LaneMath.All(word);
        var column = Vector512.Floor((u + start) * LaneMath.All(1 / word));
        var gap = Pattern.Bands(u + start, word, 0.25 * word, footprint);
        var dark = LaneMath.All(0.45f) + (Noise.Cell(column, row, salt) * LaneMath.All(0.4f));
        var end = LaneMath.All(0.45f) + (Noise.Cell(row, Floats.One, salt) * LaneMath.All(2.2f));
        var before = Floats.One - Pattern.Beyond(x, end, blurX);
        return area * lines * (Floats.One - gap) * dark * before;
    }

    /// <summary>Blocky shapes that look like letters or a picture from afar.</summary>
    private Floats Letters(Floats x, Floats y, Block block, Floats blur, int salt)
    {
        var across = (x - LaneMath.All(block.X)) * LaneMath.All(1 / block.Width);
        var up = (y - LaneMath.All(block.Y)) * LaneMath.All(1 / block.Height);
        if (block.Line)
        {
            // Letters of three by five squares, set or not; a line of a tall block runs upwards.
            var tall = block.Height * _extent.Height > block.Width * _extent.Width;
            var (along, rise) = tall ? (up, across) : (across, up);
            var letter = along * LaneMath.All(9f);
            var square = Noise.Cell(Vector512.Floor(letter * LaneMath.All(4f)),
                Vector512.Floor(rise * LaneMath.All(5f)), salt + 3);
            var set = Vector512.LessThan(square,
                LaneMath.All(block.Fill)) & Vector512.LessThan(LaneMath.Fraction(letter), LaneMath.All(0.75f));
            var near = Noise.Kept(blur, Math.Min(block.Width, block.Height) * 0.4);
            return LaneMath.Mix(LaneMath.All(0.75 * block.Fill), Floats.One & set, near);
        }
        (across, up) = (across * LaneMath.All(4f), up * LaneMath.All(4f));
        var shape = Noise.Gradient(across * LaneMath.All(1.3f), up * LaneMath.All(1.3f), salt + 3);
        var soft = LaneMath.All(0.15f) + (blur * LaneMath.All(4 / block.Width));
        return LaneMath.Saturate(LaneMath.All(block.Fill) + (shape / soft));
    }

    /// <summary>A rectangle of the sheet, in parts of it: a line of letters, or a picture.</summary>
    private readonly record struct Block(double X, double Y, double Width, double Height, Color Color, double Fill)
    {
        public bool Line => Fill > 0.5;
    }
}

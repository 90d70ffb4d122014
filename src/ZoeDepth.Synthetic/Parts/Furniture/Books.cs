using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>Books in rows and heaps. One owner's books share some two dozen covers.</summary>
internal sealed class Books
{
    private readonly Material[] _spines;
    private readonly Material _paper = new Plain(Color.Hsv(45, 0.12, 0.9), 0, 0.9);

    public Books(SeededRandom random, int covers = 18)
    {
        _spines = new Material[covers];
        for (var i = 0; i < covers; i++)
            _spines[i] = random.Chance(0.75) ? Print.DrawSpine(random, 0.035, 0.23) : new Plain(Palette.Clothes(random), random.Pick(0.03, 0.2), 0.4);
    }

    /// <summary>A row that stands from x = 0 to about this width, backs to −y at the place's y.</summary>
    public void Row(Place at, double width, double tallest, SeededRandom random)
    {
        at = at.Part("books");
        var x = 0.0;
        var (usual, depth) = (tallest * random.Between(0.6, 0.9), random.Between(0.14, 0.19));
        while (true)
        {
            var (thick, high) = (random.LogBetween(0.012, 0.055), Math.Min(usual * random.Between(0.82, 1.12), tallest));
            if (x + thick > width) return;
            var here = at.At(x + (thick / 2), (depth / 2) + random.Between(0, 0.012));
            if (random.Chance(0.03) && x + thick + 0.07 < width)
            {
                here.At(0.05, 0, 0).Leaning(-14).Box((0, 0, high / 2), (thick, depth, high), _spines[random.Integer(0, _spines.Length - 1)]);
                x += 0.075;
            }
            else
            {
                here.Box((0, 0, high / 2), (thick - 0.001, depth, high), _spines[random.Integer(0, _spines.Length - 1)]);
            }
            x += thick;
        }
    }

    /// <summary>A few lying on one another.</summary>
    /// <returns>height of the heap, metres</returns>
    public double Heap(Place at, int count, SeededRandom random)
    {
        at = at.Part("books");
        var z = 0.0;
        for (var i = 0; i < count; i++)
        {
            var (wide, deep, thick) = (random.Between(0.15, 0.24), random.Between(0.11, 0.17), random.LogBetween(0.012, 0.045));
            var here = at.At(random.Normal(0, 0.008), random.Normal(0, 0.008), z).Turned(random.Normal(0, 9));
            var cover = i == count - 1 ? Print.DrawCover(random, wide, deep) : _spines[random.Integer(0, _spines.Length - 1)];
            here.Box((0, 0, thick - 0.002), (wide, deep, 0.004), cover);
            here.Box((0.001, 0, thick / 2), (wide - 0.006, deep - 0.008, thick - 0.004), _paper);
            here.Box((0, 0, 0.002), (wide, deep, 0.004), cover);
            here.Box((0, -(deep / 2) + 0.002, thick / 2), (wide, 0.004, thick - 0.001), cover);
            z += thick;
        }
        return z;
    }
}

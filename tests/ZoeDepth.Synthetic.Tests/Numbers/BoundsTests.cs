using FsCheck.Xunit;
using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tests.Numbers;

public sealed class BoundsTests
{
    [Property]
    public void Bounds_hold_their_points_and_are_no_larger(ulong seed, byte count)
    {
        var random = new SeededRandom(seed);
        var points = new Vector[1 + count];
        for (var i = 0; i < points.Length; i++)
            points[i] = new(random.Between(-9, 9), random.Between(-9, 9), random.Between(-9, 9));
        var bounds = Bounds.Around(points);
        bounds.Least.ShouldBe(new Vector(points.Min(p => p.X), points.Min(p => p.Y), points.Min(p => p.Z)));
        bounds.Greatest.ShouldBe(new Vector(points.Max(p => p.X), points.Max(p => p.Y), points.Max(p => p.Z)));
    }

    [Property]
    public void Mapped_bounds_hold_the_mapped_points(ulong seed)
    {
        var random = new SeededRandom(seed);
        Vector Point() => new(random.Between(-2, 2), random.Between(-2, 2), random.Between(-2, 2));
        var bounds = Bounds.Empty.With(Point()).With(Point());
        var map = Affine.Move(Point()).Of(Affine.Turn(Point(), random.Between(-180, 180)));
        var mapped = bounds.Mapped(map);
        for (var i = 0; i < 20; i++)
        {
            var inside = bounds.Least + bounds.Size.Times((random.Unit(), random.Unit(), random.Unit()));
            var point = map.Point(inside);
            mapped.With(point).HalfArea.ShouldBe(mapped.HalfArea, 1e-9);
        }
    }

    [Fact]
    public void Empty_bounds_have_no_surface_and_vanish_in_a_union()
    {
        Bounds.Empty.HalfArea.ShouldBe(0);
        var box = new Bounds((0, 1, 2), (3, 5, 7));
        Bounds.Empty.With(box).ShouldBe(box);
        box.HalfArea.ShouldBe((3 * 4) + (4 * 5) + (5 * 3));
        box.Center.ShouldBe(new Vector(1.5, 3, 4.5));
        box.Size.ShouldBe(new Vector(3, 4, 5));
    }
}

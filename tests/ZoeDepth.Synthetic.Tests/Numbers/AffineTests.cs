using FsCheck.Xunit;

namespace ZoeDepth.Synthetic.Tests.Numbers;

public sealed class AffineTests
{
    [Property]
    public void The_inverse_leads_back(ulong seed)
    {
        var random = new SeededRandom(seed);
        var (map, point) = (Any(random), Point(random));
        Same(map.Inverse().Point(map.Point(point)), point);
        Same(map.Point(map.Inverse().Point(point)), point);
        Same(map.Inverse().Direction(map.Direction(point)), point);
    }

    [Property]
    public void A_map_of_a_map_is_one_after_the_other(ulong seed)
    {
        var random = new SeededRandom(seed);
        var (outer, inner, point) = (Any(random), Any(random), Point(random));
        Same(outer.Of(inner).Point(point), outer.Point(inner.Point(point)));
        Same(outer.Of(inner).Direction(point), outer.Direction(inner.Direction(point)));
        Same(outer.Of(Affine.Identity).Point(point), outer.Point(point));
        Same(Affine.Identity.Of(outer).Point(point), outer.Point(point));
    }

    [Property]
    public void A_turn_keeps_lengths_angles_and_its_axis(ulong seed)
    {
        var random = new SeededRandom(seed);
        var (axis, a, b) = (Point(random), Point(random), Point(random));
        var turn = Affine.Turn(axis, random.Between(-720, 720));
        turn.Direction(a).Dot(turn.Direction(b)).ShouldBe(a.Dot(b), 1e-9);
        Same(turn.Direction(axis), axis);
        Same(turn.Direction(a).Cross(turn.Direction(b)), turn.Direction(a.Cross(b)));
    }

    [Theory]
    [InlineData(0, 0, 1, 1, 0, 0, 0, 1, 0)]
    [InlineData(1, 0, 0, 0, 1, 0, 0, 0, 1)]
    [InlineData(0, 1, 0, 0, 0, 1, 1, 0, 0)]
    public void A_quarter_turn_is_counter_clockwise_seen_against_its_axis(
        double x, double y, double z, double fromX, double fromY, double fromZ, double toX, double toY, double toZ) =>
        Same(Affine.Turn((x, y, z), 90).Direction((fromX, fromY, fromZ)), (toX, toY, toZ));

    [Property]
    public void Along_is_a_right_handed_system_whose_z_has_the_direction(ulong seed)
    {
        var direction = Point(new SeededRandom(seed));
        Check(direction);
        Check((direction.X * 1e-3, direction.Y * 1e-3, direction.Z > 0 ? 9 : -9));
        Check((0, 0, 1));
        Check((0, 0, -1));

        static void Check(Vector direction)
        {
            var along = Affine.Along(direction);
            Same(along.Z, direction.Unit());
            Same(along.X.Cross(along.Y), along.Z);
            along.X.Length.ShouldBe(1, 1e-12);
            along.Y.Length.ShouldBe(1, 1e-12);
            along.X.Dot(along.Y).ShouldBe(0, 1e-12);
        }
    }

    [Fact]
    public void A_flattened_shape_has_no_way_back() =>
        Should.Throw<ArgumentException>(() => Affine.Scale((1, 0, 1)).Inverse()).Message.ShouldContain("flattened");

    [Property]
    public void Vectors_obey_the_rules_of_products(ulong seed)
    {
        var random = new SeededRandom(seed);
        var (a, b, c) = (Point(random), Point(random), Point(random));
        a.Cross(b).Dot(a).ShouldBe(0, 1e-9);
        a.Cross(b).Dot(c).ShouldBe(b.Cross(c).Dot(a), 1e-8);
        Same(a.Cross(b), -b.Cross(a));
        a.Unit().Length.ShouldBe(1, 1e-12);
        Same((a + b) - b, a);
        Same(2 * a, a + a);
        Same(a.Times((2, 2, 2)), a / 0.5);
        Vector.Zero.Unit().ShouldBe(Vector.Up);
    }

    private static Vector Point(SeededRandom random) =>
        new(random.Between(-9, 9), random.Between(-9, 9), random.Between(-9, 9));

    private static Affine Any(SeededRandom random) => Affine.Move(Point(random))
        .Of(Affine.Turn(Point(random), random.Between(-180, 180)))
        .Of(Affine.Scale((random.LogBetween(0.1, 10), random.LogBetween(0.1, 10),
            random.LogBetween(0.1, 10) * random.Sign())))
        .Of(Affine.Turn(Point(random), random.Between(-180, 180)));

    private static void Same(Vector actual, Vector expected) =>
        (actual - expected).Length.ShouldBeLessThan(1e-9 * (1 + expected.Length), $"{actual} for {expected}");
}

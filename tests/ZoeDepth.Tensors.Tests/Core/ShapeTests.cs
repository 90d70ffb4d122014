using ZoeDepth.Tensors;

namespace ZoeDepth.Tensors.Tests.Core;

public sealed class ShapeTests
{
    [Fact]
    public void A_shape_counts_its_numbers_and_rows()
    {
        var shape = new Shape(2, 3, 4, 5);
        (shape.Rank, shape.Count, shape.Rows, shape.Last).ShouldBe((4, 120L, 24L, 5));
        (shape[0], shape[1], shape[^2], shape[^1]).ShouldBe((2, 3, 4, 5));
        shape.ToArray().ShouldBe([2, 3, 4, 5]);
        shape.ToString().ShouldBe("[2, 3, 4, 5]");
    }

    [Fact]
    public void No_extents_is_one_number()
    {
        var one = new Shape();
        (one.Rank, one.Count, one.Rows, one.Last, one.ToString()).ShouldBe((0, 1L, 1L, 1, "[]"));
    }

    [Fact]
    public void An_empty_axis_holds_nothing() =>
        (new Shape(3, 0).Count, new Shape(3, 0).Rows, new Shape(0, 3).Rows).ShouldBe((0L, 0L, 0L));

    [Fact]
    public void Two_shapes_are_equal_when_all_extents_are()
    {
        (new Shape(2, 3) == new Shape(2, 3)).ShouldBeTrue();
        (new Shape(2, 3) != new Shape(2, 3, 1)).ShouldBeTrue();
        new Shape(2, 3).GetHashCode().ShouldBe(new Shape(2, 3).GetHashCode());
        new Shape(2, 3).Equals((object)new Shape(3, 2)).ShouldBeFalse();
    }

    [Fact]
    public void One_extent_can_be_replaced()
    {
        new Shape(2, 3).WithLast(7).ShouldBe(new Shape(2, 7));
        new Shape(2, 3, 4).With(1, 9).ShouldBe(new Shape(2, 9, 4));
    }

    [Fact]
    public void Wrong_extents_are_refused()
    {
        Should.Throw<ArgumentException>(() =>
            new Shape(1, 2, 3, 4, 5)).Message.ShouldContain("at most 4 extents, but 5 came");
        Should.Throw<ArgumentException>(() => new Shape(2, -1)).Message.ShouldContain("cannot be negative: [2, -1]");
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new Shape(2, 3)[2]).Message.ShouldContain("no axis 2 in the shape [2, 3]");
        Should.Throw<ArgumentOutOfRangeException>(() => new Shape().WithLast(1)).Message
            .ShouldContain("no axis ^1 in the shape []");
        Should.Throw<OverflowException>(() => new Shape(int.MaxValue, int.MaxValue, int.MaxValue).Count);
    }
}

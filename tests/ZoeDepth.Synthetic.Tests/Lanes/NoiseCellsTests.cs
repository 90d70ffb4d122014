using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tests.Lanes;

public class NoiseCellsTests
{
    [Fact]
    public void A_place_belongs_to_the_nearest_point()
    {
        var random = new SeededRandom("cells", 1);
        for (var i = 0; i < 500; i++)
        {
            var (x, y) = ((float)random.Between(-50, 50), (float)random.Between(-50, 50));
            var cells = new NoiseCells(LaneMath.All(x), LaneMath.All(y), 0.7f, 3);
            var (offsetX, offsetY) = (cells.OffsetX.GetElement(4), cells.OffsetY.GetElement(4));
            var nearest = cells.Nearest.GetElement(4);
            Math.Sqrt((offsetX * offsetX) + (offsetY * offsetY)).ShouldBe(nearest, 1e-5);
            cells.Second.GetElement(4).ShouldBeGreaterThanOrEqualTo(nearest);

            // At the point itself the cell is the same and the distance nothing.
            var there = new NoiseCells(LaneMath.All(x - offsetX), LaneMath.All(y - offsetY), 0.7f, 3);
            there.Bits.GetElement(4).ShouldBe(cells.Bits.GetElement(4));
            there.Nearest.GetElement(4).ShouldBe(0, 2e-5f);

            // No other point within reach is nearer.
            for (var column = -2; column <= 2; column++)
            {
                for (var row = -2; row <= 2; row++)
                {
                    var other = new NoiseCells(LaneMath.All(MathF.Floor(x) + column + 0.5f),
                        LaneMath.All(MathF.Floor(y) + row + 0.5f), 0.7f, 3);
                    var pointX = MathF.Floor(x) + column + 0.5f - other.OffsetX.GetElement(4);
                    var pointY = MathF.Floor(y) + row + 0.5f - other.OffsetY.GetElement(4);
                    var distance = Math.Sqrt(((pointX - x) * (pointX - x)) + ((pointY - y) * (pointY - y)));
                    distance.ShouldBeGreaterThan(nearest - 1e-4);
                }
            }
        }
    }

    [Fact]
    public void Without_jitter_the_cells_are_squares()
    {
        var cells = new NoiseCells(LaneMath.All(3.75f), LaneMath.All(-1.25f), 0, 1);
        cells.OffsetX.GetElement(0).ShouldBe(0.25f, 1e-6f);
        cells.OffsetY.GetElement(0).ShouldBe(0.25f, 1e-6f);
    }
}

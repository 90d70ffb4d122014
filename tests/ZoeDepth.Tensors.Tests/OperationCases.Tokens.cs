using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Rows of the operations that move tokens, positions and indexed numbers.</summary>
public static partial class OperationCases
{
    private static IEnumerable<OperationCase> Tokens() =>
    [
        new("prepend token", b => PrependToken(b.Input(3, 5, 7), b.Weight(1, 1, 7))),
        new("prepend token of many patches", b => PrependToken(b.Input(2, 300, 130), b.Weight(1, 1, 130))),
        new("prepend zero", b => PrependZero(b.Input(3, 5, 7))),
        new("patch tokens", b => PatchTokens(b.Input(3, 5, 7))),
        new("patch tokens of many", b => PatchTokens(b.Input(2, 300, 130))),
        new("class token", b => ClassToken(b.Input(3, 5, 7))),
        new("add positions", b => AddPositions(b.Input(3, 5, 7), b.Input(1, 5, 7))),
        new("add positions without image axis", b => AddPositions(b.Input(2, 5, 7), b.Input(5, 7))),
        new("relative position table", b => RelativePositionTable(b.Pass, b.Weight(38, 3), 3, 4, 4, 3), Sum: 16),
        new("relative position table of the trained window",
            b => RelativePositionTable(b.Pass, b.Weight(28, 2), 3, 3, 3, 3)),
        new("relative position bias", b => RelativePositionBias(b.Input(18, 3), 2, 3)),
        new("position table", b => PositionTable(b.Pass, b.Weight(1, 13, 5), 3, 4, 5, 3), Sum: 32),
        new("position table a little too far",
            b => PositionTable(b.Pass, b.Weight(1, 13, 5), 3, 4, 3, 6, Interpolation.Bicubic, 0.1), Sum: 32),
        new("position table in straight lines",
            b => PositionTable(b.Pass, b.Weight(1, 13, 5), 3, 4, 5, 3, Interpolation.Bilinear), Sum: 16),
        new("value", b => Value(b.Pass, b.Weight(3, 4, 2))),
        new("unit rows", b => UnitRows(b.Input(3, 5, 7), 1e-12f)),
        new("unit rows of many numbers", b => UnitRows(b.Input(300, 67), 1e-12f), Sum: 67),
        new("unit rows shorter than epsilon", b => UnitRows(b.Between(-0.1f, 0.1f, 4, 5), 2)),
        new("arrange rows", b => ArrangeRows(b.Input(6, 3), [3, -1, 0, 5, -1, 2])),
        new("arrange many rows", b => ArrangeRows(b.Input(300, 130), [.. Enumerable.Range(0, 300).Reverse()])),
        new("window bias", b => WindowBias(b.Input(25, 2), 3, [new int[9], [0, 0, 1, 0, 0, 1, 2, 2, 3]], -2)),
        new("index select", b => IndexSelect(b.Input(9, 3), b.Indices(25, 9))),
        new("index select of images", b => IndexSelect(b.Input(3, 2, 4, 5), b.Indices(5, 3))),
        new("gather along the middle", b => Gather(b.Input(2, 6, 4), 1, b.Indices(2 * 9 * 4, 6))),
        new("gather along the last", b => Gather(b.Input(3, 5), 1, b.Indices(3 * 2, 5))),
        new("scatter add along the first", b => ScatterAdd(b.Input(5, 4), 0, b.Indices(11 * 4, 5), b.Input(11, 4))),
        new("masked select", b => MaskedSelect(b.Input(2, 5, 7), [.. b.Indices(70, 3).Select(i => i > 0)])),
    ];
}

using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Tests.Tracing;

public sealed class HierarchyTests
{
    public static TheoryData<int> Counts => [1, 2, 3, 7, 100, 5000];

    [Theory, MemberData(nameof(Counts))]
    public void Every_item_lies_in_exactly_one_leaf(int count) =>
        Visited(HierarchyBuilder.Build(Items(count, spread: 10), 4))
            .ShouldBe(Enumerable.Range(0, count), ignoreOrder: true);

    [Theory, MemberData(nameof(Counts))]
    public void Items_all_in_one_place_make_a_tree_of_halves(int count) =>
        Visited(HierarchyBuilder.Build(Items(count, spread: 0), 4))
            .ShouldBe(Enumerable.Range(0, count), ignoreOrder: true);

    [Fact]
    public void Items_whose_distances_double_do_not_make_the_tree_deeper_than_the_walk_allows()
    {
        // The surface area heuristic alone would cut off one item a level.
        var items = new Bounds[1000];
        for (var i = 0; i < items.Length; i++)
        {
            var at = Math.ScaleB(1, (i % 100) - 50);
            items[i] = new((at, 0, 0), (at * 1.01, at, at));
        }
        Visited(HierarchyBuilder.Build(items, 1)).Count.ShouldBe(1000);
    }

    [Fact]
    public void The_same_items_make_the_same_tree() =>
        HierarchyBuilder.Build(Items(500, 10), 4).Order.ShouldBe(HierarchyBuilder.Build(Items(500, 10), 4).Order);

    private static Bounds[] Items(int count, double spread)
    {
        var random = new SeededRandom(5);
        var items = new Bounds[count];
        foreach (ref var item in items.AsSpan())
        {
            Vector least = (random.Unit() * spread, random.Unit() * spread, random.Unit() * spread);
            item = new(least, least + (1, 1, 1));
        }
        return items;
    }

    /// <summary>The items of all leaves that rays which start in every box come to.</summary>
    private static List<int> Visited(Hierarchy hierarchy)
    {
        var visitor = new Collector(hierarchy.Order, []);
        // Sixteen rays along x from the far left, at heights that no box is without: boxes are entered when any ray
        // meets them.
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) * LaneMath.All(0.7f)
            + LaneMath.All(0.5f);
        for (var z = 0.5f; z < 12; z += 0.7f)
        {
            var limit = LaneMath.All(float.MaxValue);
            hierarchy.Walk(new Packet(new Vectors(LaneMath.All(-1e3f), lanes, LaneMath.All(z)), Vectors.All(1, 0, 0)),
                ref limit, ref visitor);
        }
        var tiny = LaneMath.All(1e-7f);
        var along = LaneMath.All(float.MaxValue);
        hierarchy.Walk(new Packet(new Vectors(LaneMath.All(-1e3f), tiny, tiny), Vectors.All(1, 0, 0)), ref along,
            ref visitor);
        return [.. visitor.Found];
    }

    private readonly struct Collector(int[] order, HashSet<int> found) : ILeafVisitor
    {
        public HashSet<int> Found => found;

        public void Visit(int first, int count, ref Floats limit)
        {
            for (var i = first; i < first + count; i++) found.Add(order[i]);
        }
    }
}

using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// Builds a hierarchy by the surface area heuristic over bins (Wald 2007): of twelve places to cut along each axis, the
/// one with the least expected work.
/// </summary>
internal ref struct HierarchyBuilder
{
    /// <summary>
    /// No tree is deeper: below this level the items are cut in halves, and 2³² items would be needed to pass it.
    /// </summary>
    public const int MaxDepth = 64;

    private const int Bins = 12;
    private const int HalvesFrom = MaxDepth - 32;

    private readonly NodeBox[] _boxes;
    private readonly int[] _order;
    private readonly List<Node> _nodes;
    private readonly int _leafSize;

    private HierarchyBuilder(NodeBox[] boxes, int leafSize)
    {
        (_boxes, _leafSize) = (boxes, leafSize);
        _order = new int[boxes.Length];
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        _nodes = new List<Node>(2 * boxes.Length);
    }

    /// <param name="items">a box around each</param>
    /// <param name="leafSize">the most items of a leaf</param>
    public static Hierarchy Build(ReadOnlySpan<Bounds> items, int leafSize)
    {
        var boxes = new NodeBox[items.Length];
        for (var i = 0; i < items.Length; i++) boxes[i] = NodeBox.Padded(items[i]);
        var builder = new HierarchyBuilder(boxes, leafSize);
        builder.Grow(0, boxes.Length, 0);
        var nodes = GC.AllocateUninitializedArray<Node>(builder._nodes.Count, pinned: true);
        builder._nodes.CopyTo(nodes);
        return new Hierarchy(nodes, builder._order);
    }

    private readonly void Grow(int first, int count, int depth)
    {
        var (box, centers) = (NodeBox.Empty, NodeBox.Empty);
        for (var i = first; i < first + count; i++)
        {
            ref readonly var item = ref _boxes[_order[i]];
            box.Add(item);
            centers.AddPoint(item.CenterX, item.CenterY, item.CenterZ);
        }
        var number = _nodes.Count;
        _nodes.Add(box.ToNode());
        if (count <= _leafSize)
        {
            Leaf(number, first, count);
            return;
        }
        var cut = depth < HalvesFrom ? BestCut(first, count, centers) : default;
        var axis = cut.Bin > 0 ? cut.Axis : 0;
        var left = cut.Bin > 0 ? Divide(first, count, centers, cut) : 0;
        // All centres in one place, or all on one side: halves, in the order they came.
        if (left == 0 || left == count) left = count / 2;
        Grow(first, left, depth + 1);
        var node = _nodes[number];
        (node.First, node.Count, node.Axis) = (_nodes.Count, 0, (ushort)axis);
        _nodes[number] = node;
        Grow(first + left, count - left, depth + 1);
    }

    private readonly void Leaf(int number, int first, int count)
    {
        var node = _nodes[number];
        (node.First, node.Count) = (first, (ushort)count);
        _nodes[number] = node;
    }

    /// <summary>Moves the items left of the cut to the front; how many they are.</summary>
    private readonly int Divide(int first, int count, in NodeBox centers, Cut cut)
    {
        var (least, scale) = Scale(centers, cut.Axis);
        var end = first;
        for (var i = first; i < first + count; i++)
        {
            if (Bin(_boxes[_order[i]].Center(cut.Axis), least, scale) >= cut.Bin) continue;
            (_order[i], _order[end]) = (_order[end], _order[i]);
            end++;
        }
        return end - first;
    }

    /// <summary>
    /// The cut with the least expected work, of all bins of all axes; bin 0 where all centres lie in one place.
    /// </summary>
    private readonly Cut BestCut(int first, int count, in NodeBox centers)
    {
        Span<NodeBox> boxes = stackalloc NodeBox[Bins];
        Span<int> counts = stackalloc int[Bins];
        var best = new Cut(0, 0, float.PositiveInfinity);
        for (var axis = 0; axis < 3; axis++)
        {
            if (!(centers.Size(axis) > 0)) continue;
            var (least, scale) = Scale(centers, axis);
            boxes.Fill(NodeBox.Empty);
            counts.Clear();
            for (var i = first; i < first + count; i++)
            {
                ref readonly var item = ref _boxes[_order[i]];
                var bin = Bin(item.Center(axis), least, scale);
                boxes[bin].Add(item);
                counts[bin]++;
            }
            var cut = BestCut(axis, boxes, counts);
            if (cut.Cost < best.Cost) best = cut;
        }
        return best;
    }

    private static Cut BestCut(int axis, ReadOnlySpan<NodeBox> boxes, ReadOnlySpan<int> counts)
    {
        Span<float> rightCosts = stackalloc float[Bins];
        var (box, count) = (NodeBox.Empty, 0);
        for (var bin = Bins - 1; bin > 0; bin--)
        {
            box.Add(boxes[bin]);
            count += counts[bin];
            rightCosts[bin] = box.HalfArea * count;
        }
        (box, count) = (NodeBox.Empty, 0);
        var best = new Cut(axis, 0, float.PositiveInfinity);
        for (var bin = 1; bin < Bins; bin++)
        {
            box.Add(boxes[bin - 1]);
            count += counts[bin - 1];
            var cost = (box.HalfArea * count) + rightCosts[bin];
            if (cost < best.Cost) best = new(axis, bin, cost);
        }
        return best;
    }

    /// <summary>
    /// A hair less than the number of bins, so that the greatest centre falls into the last and not beyond it.
    /// </summary>
    private static (float Least, float Scale) Scale(in NodeBox centers, int axis) =>
        (centers.Least(axis), Bins / centers.Size(axis) * 0.9999f);

    private static int Bin(float center, float least, float scale) =>
        Math.Min(Bins - 1, (int)((center - least) * scale));

    /// <summary>A plane between bins: the number of the first bin on its right.</summary>
    private readonly record struct Cut(int Axis, int Bin, float Cost);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>What happens at the leaves of a walk.</summary>
internal interface ILeafVisitor
{
    /// <summary>
    /// Tests the rays against items <paramref name="first"/>.. of a leaf and lowers a ray's limit to where it met one;
    /// a limit below 0 takes the ray out of the walk.
    /// </summary>
    void Visit(int first, int count, ref Floats limit);
}

/// <summary>
/// A bounding volume hierarchy over numbered items. A packet walks it as one: a node is entered when any of the sixteen
/// rays meets its box, so the same nodes are entered, in the same order, on every machine.
/// </summary>
internal sealed unsafe class Hierarchy
{
    // Pinned, and held here for as long as the pointer to it is in use.
    private readonly Node[] _nodes;
    private readonly Node* _first;

    /// <param name="nodes">a pinned array, root first</param>
    /// <param name="order">the items in the order of the leaves</param>
    public Hierarchy(Node[] nodes, int[] order)
    {
        (_nodes, Order) = (nodes, order);
        _first = (Node*)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(nodes));
    }

    /// <summary>Item numbers as the leaves name them.</summary>
    public int[] Order { get; }

    /// <summary>Leads the rays through the tree, near children first.</summary>
    /// <param name="rays">sixteen rays</param>
    /// <param name="limit">how far each ray reaches; below 0 for a ray that takes no part</param>
    /// <param name="visitor">called at each leaf that may lie within the limits</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public void Walk<TVisitor>(in Packet rays, ref Floats limit, ref TVisitor visitor)
        where TVisitor : struct, ILeafVisitor
    {
        var inverse = rays.Inverse;
        // Each plane's distance is plane · inverse − origin · inverse: one fused operation a plane.
        var start = Vectors.Zero - (rays.Origin * inverse);
        Span<bool> backwards =
        [
            rays.Direction.X.GetElement(0) < 0, rays.Direction.Y.GetElement(0) < 0, rays.Direction.Z.GetElement(0) < 0,
        ];
        // Trees are at most MaxDepth deep (see HierarchyBuilder), and a level leaves one node behind.
        var waiting = stackalloc int[HierarchyBuilder.MaxDepth + 1];
        var count = 0;
        var current = 0;
        while (true)
        {
            var node = _first + current;
            if (Meets(node, inverse, start, limit))
            {
                if (node->Count == 0)
                {
                    var (left, right) = (current + 1, node->First);
                    (current, waiting[count++]) = backwards[node->Axis] ? (right, left) : (left, right);
                    continue;
                }
                visitor.Visit(node->First, node->Count, ref limit);
            }
            if (count == 0) return;
            current = waiting[--count];
        }
    }

    /// <summary>
    /// How many boxes the rays cross within their limits, inner ones of crossed ones only: what no walk can leave out.
    /// </summary>
    public int CountCrossed(in Packet rays, Floats limit)
    {
        var inverse = rays.Inverse;
        var start = Vectors.Zero - (rays.Origin * inverse);
        var crossed = 0;
        var waiting = new Stack<int>([0]);
        while (waiting.TryPop(out var current))
        {
            var node = _first + current;
            if (!Meets(node, inverse, start, limit)) continue;
            crossed++;
            if (node->Count > 0) continue;
            waiting.Push(current + 1);
            waiting.Push(node->First);
        }
        return crossed;
    }

    /// <summary>
    /// The slab test: whether any ray is inside all three pairs of planes somewhere between 0 and its limit.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Meets(Node* node, in Vectors inverse, in Vectors start, Floats limit)
    {
        var x0 = Vector512.FusedMultiplyAdd(Vector512.Create(node->LeastX), inverse.X, start.X);
        var x1 = Vector512.FusedMultiplyAdd(Vector512.Create(node->GreatestX), inverse.X, start.X);
        var y0 = Vector512.FusedMultiplyAdd(Vector512.Create(node->LeastY), inverse.Y, start.Y);
        var y1 = Vector512.FusedMultiplyAdd(Vector512.Create(node->GreatestY), inverse.Y, start.Y);
        var z0 = Vector512.FusedMultiplyAdd(Vector512.Create(node->LeastZ), inverse.Z, start.Z);
        var z1 = Vector512.FusedMultiplyAdd(Vector512.Create(node->GreatestZ), inverse.Z, start.Z);
        var near = Vector512.MaxNative(
            Vector512.MaxNative(Vector512.MinNative(x0, x1), Vector512.MinNative(y0, y1)),
            Vector512.MaxNative(Vector512.MinNative(z0, z1), Floats.Zero));
        var far = Vector512.MinNative(
            Vector512.MinNative(Vector512.MaxNative(x0, x1), Vector512.MaxNative(y0, y1)),
            Vector512.MinNative(Vector512.MaxNative(z0, z1), limit));
        return Vector512.LessThanOrEqualAny(near, far);
    }
}

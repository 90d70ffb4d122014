using System.Runtime.InteropServices;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// One box of a hierarchy, half a cache line. A leaf holds <see cref="Count"/> items from <see cref="First"/>; an inner
/// node (count 0) has its left child next to it and its right child at <see cref="First"/>, split along
/// <see cref="Axis"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Node
{
    public float LeastX;
    public float LeastY;
    public float LeastZ;
    public int First;
    public float GreatestX;
    public float GreatestY;
    public float GreatestZ;
    public ushort Count;
    public ushort Axis;
}

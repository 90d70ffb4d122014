using System.Collections;

namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Vectors kept in single precision: the catalogue of meshes has millions of corners.</summary>
internal sealed class PackedVectors : IReadOnlyList<Vector>
{
    private readonly float[] _values;

    public PackedVectors(IReadOnlyList<Vector> vectors)
    {
        _values = new float[3 * vectors.Count];
        for (var i = 0; i < vectors.Count; i++)
        {
            var v = vectors[i];
            (_values[3 * i], _values[(3 * i) + 1], _values[(3 * i) + 2]) = ((float)v.X, (float)v.Y, (float)v.Z);
        }
    }

    public int Count => _values.Length / 3;

    public Vector this[int index] => new(_values[3 * index], _values[(3 * index) + 1], _values[(3 * index) + 2]);

    /// <summary>The three numbers of one vector.</summary>
    public ReadOnlySpan<float> Values(int index) => _values.AsSpan(3 * index, 3);

    public IEnumerator<Vector> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

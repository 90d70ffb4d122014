using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>A box in single precision, as nodes hold it.</summary>
internal struct NodeBox
{
    private float _leastX;
    private float _leastY;
    private float _leastZ;
    private float _greatestX;
    private float _greatestY;
    private float _greatestZ;

    public static NodeBox Empty => new()
    {
        _leastX = float.MaxValue, _leastY = float.MaxValue, _leastZ = float.MaxValue,
        _greatestX = float.MinValue, _greatestY = float.MinValue, _greatestZ = float.MinValue,
    };

    public readonly float CenterX => (_leastX + _greatestX) * 0.5f;

    public readonly float CenterY => (_leastY + _greatestY) * 0.5f;

    public readonly float CenterZ => (_leastZ + _greatestZ) * 0.5f;

    /// <summary>Half the surface; 0 of the empty box.</summary>
    public readonly float HalfArea
    {
        get
        {
            var (x, y, z) = (_greatestX - _leastX, _greatestY - _leastY, _greatestZ - _leastZ);
            return x < 0 ? 0 : (x * y) + (y * z) + (z * x);
        }
    }

    /// <summary>
    /// Wider by some 1e-5 of its own coordinates: what rounding moves a ray or a shape by must not carry it out of its
    /// box.
    /// </summary>
    public static NodeBox Padded(Bounds bounds)
    {
        static float Down(double x) => (float)(x - 1e-5 - (Math.Abs(x) * 1e-5));
        static float Up(double x) => (float)(x + 1e-5 + (Math.Abs(x) * 1e-5));
        return new()
        {
            _leastX = Down(bounds.Least.X), _leastY = Down(bounds.Least.Y), _leastZ = Down(bounds.Least.Z),
            _greatestX = Up(bounds.Greatest.X), _greatestY = Up(bounds.Greatest.Y), _greatestZ = Up(bounds.Greatest.Z),
        };
    }

    public readonly float Center(int axis) => axis == 0 ? CenterX : axis == 1 ? CenterY : CenterZ;

    public readonly float Least(int axis) => axis == 0 ? _leastX : axis == 1 ? _leastY : _leastZ;

    public readonly float Size(int axis) =>
        axis == 0 ? _greatestX - _leastX : axis == 1 ? _greatestY - _leastY : _greatestZ - _leastZ;

    public void Add(in NodeBox other)
    {
        (_leastX, _leastY, _leastZ) = (Math.Min(_leastX, other._leastX), Math.Min(_leastY, other._leastY),
            Math.Min(_leastZ, other._leastZ));
        (_greatestX, _greatestY, _greatestZ) =
            (Math.Max(_greatestX, other._greatestX), Math.Max(_greatestY, other._greatestY),
                Math.Max(_greatestZ, other._greatestZ));
    }

    public void AddPoint(float x, float y, float z)
    {
        (_leastX, _leastY, _leastZ) = (Math.Min(_leastX, x), Math.Min(_leastY, y), Math.Min(_leastZ, z));
        (_greatestX, _greatestY, _greatestZ) =
            (Math.Max(_greatestX, x), Math.Max(_greatestY, y), Math.Max(_greatestZ, z));
    }

    public readonly Node ToNode() => new()
    {
        LeastX = _leastX, LeastY = _leastY, LeastZ = _leastZ, GreatestX = _greatestX, GreatestY = _greatestY,
            GreatestZ = _greatestZ,
    };
}

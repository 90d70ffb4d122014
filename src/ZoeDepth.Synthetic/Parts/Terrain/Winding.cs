namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>A line that leads ahead and winds: x over y, for paths and streams. The same in doubles for building and in
/// lanes for colouring.</summary>
internal sealed class Winding
{
    private readonly double _start;
    private readonly double _drift;
    private readonly double[] _reach = new double[3];
    private readonly double[] _turns = new double[3];
    private readonly double[] _phase = new double[3];

    /// <param name="start">x where y is 0</param>
    /// <param name="drift">x gained a metre of y</param>
    /// <param name="bend">steepest slope of the bends</param>
    /// <param name="length">of the longest bend, metres</param>
    /// <param name="random">which bends</param>
    public Winding(double start, double drift, double bend, double length, SeededRandom random)
    {
        _drift = drift;
        for (var i = 0; i < 3; i++)
        {
            _turns[i] = (1 << i) / length * random.Between(0.8, 1.25);
            _reach[i] = bend * (i == 0 ? 0.6 : 0.25) / (2 * Math.PI * _turns[i]);
            _phase[i] = random.Unit();
        }
        _start = start - (At(0) - _start);
    }

    /// <summary>x there.</summary>
    public double At(double y)
    {
        var x = _start + (_drift * y);
        for (var i = 0; i < 3; i++) x += _reach[i] * PortableMath.Sin(2 * Math.PI * ((_turns[i] * y) + _phase[i]));
        return x;
    }

    /// <summary>Degrees the line is turned from +y towards −x there: how to turn what faces along it.</summary>
    public double Turn(double y) => -PortableMath.Atan((At(y + 0.5) - At(y - 0.5))) * 180 / Math.PI;

    /// <summary>x in lanes.</summary>
    public Floats At(Floats y)
    {
        var x = LaneMath.All(_start) + (LaneMath.All(_drift) * y);
        for (var i = 0; i < 3; i++)
            x += LaneMath.All(_reach[i]) * LaneMath.SinTurns((LaneMath.All(_turns[i]) * y) + LaneMath.All(_phase[i]));
        return x;
    }
}

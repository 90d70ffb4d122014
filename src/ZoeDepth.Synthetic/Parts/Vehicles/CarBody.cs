using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>
/// Meshes of a car, front towards −y, wheels on z = 0. The body is drawn over stations along the car, each an outline
/// from sill to sill that rises over the wheels; the cabin is a loft of glass with a roof and pillars upon it.
/// </summary>
internal sealed partial class CarBody
{
    private const int HalfColumns = 7;
    private const int Around = 24;

    private readonly CarShape _shape;
    private readonly double[] _stations;

    public CarBody(CarShape shape)
    {
        _shape = shape;
        _stations = Stations(shape);
        Paint = MakePaint();
        Glass = MakeGlass();
        Trim = MakeTrim();
        var places = Wheels();
        Tyres = Wheel.Tyres(places);
        Rims = [.. Enumerable.Range(0, Wheel.Designs)
            .Select(design => new Lazy<Mesh>(() => Wheel.Rims(design, places)))];
        (FrontLamps, RearLamps) = (Both(RoundedBox.Soft, FrontLamp), Both(RoundedBox.Soft, RearLamp));
        Bulbs = Both(Balls.SoftCube, side => FrontLamp(side).Of(Affine.Move((-0.1 * side, -0.28, 0.02)))
            .Of(Affine.Scale((0.2, 0.48, 0.62))));
    }

    public CarShape Shape => _shape;

    /// <summary>All that is painted.</summary>
    public Mesh Paint { get; }

    /// <summary>Windows all around.</summary>
    public Mesh Glass { get; }

    /// <summary>Black parts: underside, arches, grille, gaps of doors.</summary>
    public Mesh Trim { get; }

    /// <summary>All four.</summary>
    public Mesh Tyres { get; }

    /// <summary>All four, of each design.</summary>
    public Lazy<Mesh>[] Rims { get; }

    /// <summary>Both.</summary>
    public Mesh FrontLamps { get; }

    /// <summary>Both: what shines behind the lenses and stands out of them by a little.</summary>
    public Mesh Bulbs { get; }

    /// <summary>Both.</summary>
    public Mesh RearLamps { get; }

    /// <summary>Half the width at a place along the length: the plan is rounded at both ends.</summary>
    public double HalfWidth(double share)
    {
        var fromEnd = Math.Min(share, 1 - share) * _shape.Length;
        var near = Math.Max(0, 1 - (fromEnd / 0.6));
        return _shape.Width / 2 * (1 - ((share < 0.5 ? 0.17 : 0.11) * near * near));
    }

    /// <summary>Height of the body's lower edge: the sill, or the arch above a wheel.</summary>
    private double Bottom(double share)
    {
        var radius = _shape.WheelRadius * 1.17;
        var bottom = _shape.Clearance + (share is < 0.02 or > 0.98 ? 0.06 : 0);
        foreach (var axle in (ReadOnlySpan<double>)[_shape.FrontAxle, _shape.RearAxle])
        {
            var along = (share - axle) * _shape.Length;
            if (Math.Abs(along) < radius)
                bottom = Math.Max(bottom, _shape.WheelRadius + Math.Sqrt((radius * radius) - (along * along)));
        }
        return bottom;
    }

    /// <summary>
    /// The outline across the car: columns 0..7 from sill to ridge at the left, 7..14 down the right.
    /// </summary>
    private Vector Point(int column, double share)
    {
        var side = column <= HalfColumns ? -1 : 1;
        var half = HalfWidth(share);
        var (bottom, top) = (Bottom(share), _shape.TopAt(share));
        // Lines along the sides keep their height; over a wheel they run along the rim of its arch.
        var arch = bottom > _shape.Clearance + 0.1;
        var clearance = _shape.Clearance;
        var (x, z) = (column <= HalfColumns ? column : (2 * HalfColumns) - column) switch
        {
            0 => (half - (arch ? -0.012 : 0.06), bottom),
            1 => (half + (arch ? 0.014 : -0.012), Math.Max(clearance + (0.22 * (top - clearance)), bottom + 0.02)),
            2 => (half + 0.004, Math.Max(clearance + (0.6 * (top - clearance)), bottom + 0.045)),
            3 => (half - 0.012, top - 0.12),
            4 => (half - 0.035, top - 0.055),
            5 => (half - 0.085, top - 0.014),
            6 => (0.62 * half, top + 0.015),
            _ => (0, top + 0.028),
        };
        return (side * x, _shape.Y(share), z);
    }

    /// <summary>
    /// A place on the cabin: angle around in turns from the right side over the tail, 0 the foot and 1 the roof.
    /// </summary>
    private Vector Cabin(double turns, double up, double outwards = 0)
    {
        var shape = _shape;
        var front = shape.Y(shape.ScreenFoot + ((shape.ScreenTop - shape.ScreenFoot) * up));
        var rear = shape.Y(shape.TailFoot - ((shape.TailFoot - shape.TailTop) * up));
        var bulge = 4 * up * (1 - up) * 0.03;
        var lean = Math.Clamp((shape.Height - shape.Waist) * 0.3, 0.1, 0.2);
        var halfX = (shape.Width / 2) - 0.085 - (lean * up) + (bulge * 0.6) + outwards;
        var halfY = ((rear - front) / 2) + bulge + outwards;
        var angle = 2 * Math.PI * turns;
        var (x, y) = (PortableMath.Cos(angle), PortableMath.Sin(angle));
        var stretch = 1 + (0.86 * ((1 / Math.Max(Math.Abs(x), Math.Abs(y))) - 1));
        var edge = shape.Height - 0.075;
        return (halfX * x * stretch, ((front + rear) / 2) + (halfY * y * stretch),
            shape.Waist + ((edge - shape.Waist) * up) + (outwards * 0.2));
    }

    private Mesh MakePaint()
    {
        var builder = new MeshBuilder();
        var last = _stations.Length - 1;
        builder.Sheet(2 * HalfColumns, last, (column, row) => Point(column, _stations[row]));
        builder.Cap([.. Enumerable.Range(0, (2 * HalfColumns) + 1).Select(c => Point(c, 0)).Reverse()],
            (0, _shape.Y(0), 0.4));
        builder.Cap([.. Enumerable.Range(0, (2 * HalfColumns) + 1).Select(c => Point(c, 1))], (0, _shape.Y(1), 0.6));

        // The roof, a shallow shell upon the glass.
        (double Shrink, double Rise)[] shell =
            [(-0.012, -0.03), (-0.01, 0.008), (0.06, 0.045), (0.28, 0.07), (1, 0.075)];
        builder.Sheet(Around, shell.Length - 1, (column, row) =>
        {
            var rim = Cabin((double)column / Around, 1);
            var middle = new Vector(0, _shape.Y((_shape.ScreenTop + _shape.TailTop) / 2), rim.Z);
            return middle + ((rim - middle) * (1 - shell[row].Shrink)) + (Vector.Up * shell[row].Rise);
        }, columnsClose: true);
        Pillars(builder, narrow: false);
        if (_shape.ClosedTail)
        {
            // Two doors, each a frame around its window: below, beside and above.
            foreach (var (from, to, low, high) in (ReadOnlySpan<(double, double, double, double)>)
                [(0.125, 0.375, -0.1, 0.3), (0.125, 0.375, 0.75, 1), (0.125, 0.15, 0.25, 0.8), (0.23, 0.27, 0.25, 0.8),
                    (0.35, 0.375, 0.25, 0.8)])
            {
                builder.Sheet(4, 2, (column, row) =>
                    Cabin(from + ((to - from) * column / 4), low + ((high - low) * row / 2), 0.008));
            }
        }
        else if (_shape.TailFoot > 0.95)
        {
            // The hatch below its window.
            builder.Sheet(6, 3, (column, row) => Cabin(0.105 + (0.29 * column / 6), -0.36 + (0.48 * row / 3), 0.008));
        }
        // The posts beside the windscreen stand on the corners of the outline.
        foreach (var turns in (ReadOnlySpan<double>)[0.615, 0.87]) Post(builder, turns, turns + 0.015);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var y = _shape.Y(_shape.ScreenFoot) + 0.42;
            var mirror = Affine.Move((side * ((_shape.Width / 2) + 0.06), y, _shape.Waist + 0.07));
            builder.Add(RoundedBox.Round, mirror.Of(Affine.Scale((0.19, 0.1, 0.13))));
        }
        return builder.Build(42);
    }

    private Mesh MakeGlass()
    {
        double[] rows = [-0.35, 0.15, 0.5, 0.8, 1.02];
        var builder = new MeshBuilder();
        builder.Sheet(Around, rows.Length - 1, (column, row) => Cabin((double)column / Around, rows[row]),
            columnsClose: true);
        return builder.Build(60);
    }

    /// <summary>Posts between windows are black, broad ones painted.</summary>
    private void Pillars(MeshBuilder builder, bool narrow)
    {
        foreach (var (from, to) in _shape.Pillars)
        {
            if (to - from < 0.075 != narrow) continue;
            foreach (var mirrored in (ReadOnlySpan<bool>)[false, true]) Pillar(builder, from, to, mirrored);
        }
    }

    /// <summary>A sheet between two places along a side of the cabin.</summary>
    private void Pillar(MeshBuilder builder, double from, double to, bool mirrored)
    {
        // On the right side the turn runs from −⅛ (front corner) to ⅛ (tail corner) of a circle; tan makes it a share
        // of the length.
        double Turns(double share)
        {
            var turn = PortableMath.Atan((2 * share) - 1) / (2 * Math.PI);
            return mirrored ? 0.5 - turn : turn;
        }
        var steps = Math.Max(1, (int)Math.Ceiling((to - from) * 6));
        builder.Sheet(steps, 3, (column, row) =>
        {
            var share = from + ((to - from) * (mirrored ? steps - column : column) / steps);
            return Cabin(Turns(share), -0.1 + (1.1 * row / 3), 0.008);
        });
    }

    private void Post(MeshBuilder builder, double from, double to) =>
        builder.Sheet(1, 3, (column, row) => Cabin(column == 0 ? from : to, -0.1 + (1.1 * row / 3), 0.008));

    private Affine[] Wheels()
    {
        var outside = (_shape.Width / 2) - 0.035 - (_shape.WheelRadius * Wheel.HalfWidth);
        var size = Affine.Scale((_shape.WheelRadius, _shape.WheelRadius, _shape.WheelRadius));
        return [.. new[] { _shape.FrontAxle, _shape.RearAxle }.SelectMany(axle => new[] { -1, 1 }.Select(side =>
            Affine.Move((side * outside, _shape.Y(axle), _shape.WheelRadius)).Of(Affine.Turn((0, 1, 0), 90 * side))
                .Of(size)))];
    }

    private static Mesh Both(Mesh shape, Func<int, Affine> place)
    {
        var builder = new MeshBuilder();
        foreach (var side in (ReadOnlySpan<int>)[-1, 1]) builder.Add(shape, place(side));
        return builder.Build();
    }

    private Affine FrontLamp(int side) =>
        Affine.Move((side * (HalfWidth(0.02) - 0.15), _shape.Y(0.012) + 0.1, _shape.TopAt(0.02) - 0.075))
        .Of(Affine.Turn((0, 0, 1), 24 * side)).Of(Affine.Turn((1, 0, 0), -14)).Of(Affine.Scale((0.36, 0.2, 0.105)));

    private Affine RearLamp(int side)
    {
        var van = _shape.Height > 1.9;
        var tall = van ? 0.32 : _shape.TailTop > 0.8 ? 0.24 : 0.15;
        return Affine.Move((side * (HalfWidth(0.99) - 0.12), _shape.Y(1) - 0.07,
            _shape.TopAt(0.985) - (tall / 2) - 0.08))
            .Of(Affine.Turn((0, 0, 1), -12 * side)).Of(Affine.Scale((van ? 0.16 : 0.27, 0.19, tall)));
    }

    private static double[] Stations(CarShape shape)
    {
        var all = new SortedSet<double> { 0, 0.006, 0.014, 0.03, 0.055, 0.5, 0.62, 0.945, 0.97, 0.985, 0.995, 1 };
        foreach (var (at, _) in shape.Top) all.Add(at);
        foreach (var axle in (ReadOnlySpan<double>)[shape.FrontAxle, shape.RearAxle])
        {
            for (var i = -5; i <= 5; i++)
            {
                // Closer together where the arch is steep.
                var along = PortableMath.Sin(Math.PI / 10 * i) * 1.17 * shape.WheelRadius;
                all.Add(axle + (along / shape.Length));
            }
            all.Add(axle - (1.19 * shape.WheelRadius / shape.Length));
            all.Add(axle + (1.19 * shape.WheelRadius / shape.Length));
        }
        return [.. all];
    }
}

using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <content>What is black or shines: sills, bumpers, handles, wipers, gaps.</content>
internal sealed partial class CarBody
{
    private Mesh MakeTrim()
    {
        var shape = _shape;
        var builder = new MeshBuilder();
        void Box(Vector center, Vector size) =>
            builder.Add(RoundedBox.Crisp, Affine.Move(center).Of(Affine.Scale(size)));
        var inner = shape.Width - 0.5;
        var floor = shape.Clearance + 0.01;
        var high = (2.15 * shape.WheelRadius) - floor;
        var (first, last) = (shape.Y(shape.FrontAxle) - (1.25 * shape.WheelRadius),
            shape.Y(shape.RearAxle) + (1.25 * shape.WheelRadius));
        Box((0, (first + last) / 2, floor + (high / 2)), (inner, last - first, high));
        Box((0, 0, floor + 0.05), (inner - 0.2, shape.Length - 0.25, 0.1));
        foreach (var (share, sign) in (ReadOnlySpan<(double, int)>)[(0, -1), (1, 1)])
        {
            Box((0, shape.Y(share), shape.Clearance + 0.11), (1.55 * HalfWidth(share), 0.08, 0.13));
            if (sign < 0)
                Box((0, shape.Y(0) - 0.005, Math.Min(0.56, shape.TopAt(0) - 0.02)),
                    (0.9 * HalfWidth(share), 0.05, 0.1));
        }
        Pillars(builder, narrow: true);
        var waist = shape.Waist;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            // Handles, and wipers at the foot of the windscreen.
            foreach (var at in (ReadOnlySpan<double>)[shape.ScreenFoot + 0.27, shape.RearAxle - 0.06])
                Box((side * ((shape.Width / 2) + 0.002), shape.Y(at), waist - 0.16), (0.035, 0.16, 0.028));
            builder.Add(RoundedBox.Crisp,
                Affine.Move((side * 0.3, shape.Y(shape.ScreenFoot + 0.012), shape.TopAt(shape.ScreenFoot) + 0.035))
                .Of(Affine.Turn((0, 0, 1), 8)).Of(Affine.Scale((0.55, 0.03, 0.02))));
        }
        // Gaps of the doors and a line along the sills.
        var front = shape.FrontAxle + (1.35 * shape.WheelRadius / shape.Length);
        var rear = shape.RearAxle - (1.3 * shape.WheelRadius / shape.Length);
        var cabin = shape.TailFoot - shape.ScreenFoot;
        foreach (var share in (ReadOnlySpan<double>)[front, shape.ScreenFoot + (shape.Pillars[0].From * cabin) + 0.012,
            rear])
        {
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                builder.Sheet(1, 3, (column, row) =>
                {
                    var at = Point(side < 0 ? row + 1 : (2 * HalfColumns) - 1 - row,
                        share + ((side * (column - 0.5)) * 0.012 / shape.Length));
                    return (at.X + (side * 0.003), at.Y, at.Z);
                });
            }
        }
        return builder.Build(40);
    }
}

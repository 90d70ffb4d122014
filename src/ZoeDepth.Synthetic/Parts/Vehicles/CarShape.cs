namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>
/// The lines of a kind of car. Lengths in metres; places along the car are shares of its length, 0 the front and 1 the
/// tail.
/// </summary>
/// <param name="Length">over all</param>
/// <param name="Width">without mirrors</param>
/// <param name="Height">of the roof</param>
/// <param name="Clearance">height of the sills</param>
/// <param name="WheelRadius">with tyre</param>
/// <param name="FrontAxle">share of the length</param>
/// <param name="RearAxle">share of the length</param>
/// <param name="Top">height of bonnet, waist and boot along the length</param>
/// <param name="ScreenFoot">where the windscreen leaves the bonnet</param>
/// <param name="ScreenTop">where it meets the roof</param>
/// <param name="TailTop">where the rear window meets the roof</param>
/// <param name="TailFoot">where it meets the boot</param>
/// <param name="Waist">height where the side windows begin</param>
/// <param name="Pillars">
/// where paint covers the glass: shares of the cabin from its front (0) to its tail (1), from and to
/// </param>
/// <param name="ClosedTail">whether the tail has doors of sheet with small windows</param>
internal sealed record CarShape(
    double Length, double Width, double Height, double Clearance, double WheelRadius, double FrontAxle, double RearAxle,
    (double At, double Height)[] Top, double ScreenFoot, double ScreenTop, double TailTop, double TailFoot,
    double Waist,
    (double From, double To)[] Pillars, bool ClosedTail = false)
{
    public static readonly CarShape Hatchback = new(
        4.05, 1.76, 1.47, 0.19, 0.31, 0.195, 0.815,
        [(0, 0.5), (0.012, 0.62), (0.04, 0.7), (0.12, 0.79), (0.25, 0.9), (0.32, 0.93), (0.9, 0.97), (0.96, 0.93),
            (0.985, 0.89), (1, 0.74)],
        0.2, 0.43, 0.87, 0.985, 0.93, [(0.5, 0.55), (0.84, 1)]);

    public static readonly CarShape Saloon = new(
        4.66, 1.82, 1.44, 0.17, 0.32, 0.185, 0.79,
        [(0, 0.48), (0.012, 0.6), (0.04, 0.7), (0.12, 0.78), (0.27, 0.88), (0.34, 0.92), (0.8, 0.97), (0.95, 0.96),
            (0.985, 0.9), (1, 0.7)],
        0.235, 0.42, 0.68, 0.86, 0.92, [(0.48, 0.53), (0.86, 1)]);

    public static readonly CarShape Estate = new(
        4.7, 1.83, 1.48, 0.17, 0.32, 0.18, 0.775,
        [(0, 0.48), (0.012, 0.6), (0.04, 0.7), (0.12, 0.78), (0.26, 0.89), (0.33, 0.93), (0.9, 0.96), (0.965, 0.92),
            (0.987, 0.88), (1, 0.72)],
        0.225, 0.41, 0.9, 0.99, 0.93, [(0.4, 0.44), (0.7, 0.74), (0.93, 1)]);

    public static readonly CarShape OffRoader = new(
        4.55, 1.88, 1.68, 0.24, 0.365, 0.185, 0.8,
        [(0, 0.62), (0.012, 0.78), (0.035, 0.88), (0.12, 0.98), (0.24, 1.04), (0.32, 1.07), (0.9, 1.11), (0.96, 1.06),
            (0.985, 1.02), (1, 0.85)],
        0.21, 0.385, 0.88, 0.985, 1.07, [(0.45, 0.5), (0.76, 0.8), (0.94, 1)]);

    public static readonly CarShape SmallCar = new(
        3.6, 1.65, 1.5, 0.18, 0.29, 0.19, 0.85,
        [(0, 0.52), (0.014, 0.66), (0.05, 0.76), (0.13, 0.86), (0.2, 0.93), (0.3, 0.96), (0.9, 0.99), (0.965, 0.95),
            (0.985, 0.91), (1, 0.78)],
        0.15, 0.38, 0.9, 0.99, 0.96, [(0.55, 0.61), (0.9, 1)]);

    public static readonly CarShape Van = new(
        5.3, 2, 2.3, 0.22, 0.345, 0.175, 0.8,
        [(0, 0.6), (0.01, 0.8), (0.03, 0.94), (0.09, 1.04), (0.15, 1.12), (0.3, 1.2), (0.97, 1.2), (1, 1.15)],
        0.07, 0.26, 0.99, 0.999, 1.2, [(0.38, 1)], ClosedTail: true);

    public static readonly CarShape Minibus = new(
        4.95, 1.92, 1.97, 0.2, 0.335, 0.18, 0.8,
        [(0, 0.58), (0.01, 0.76), (0.03, 0.88), (0.1, 1), (0.16, 1.06), (0.3, 1.1), (0.95, 1.1), (0.985, 1.05),
            (1, 0.95)],
        0.085, 0.28, 0.975, 0.995, 1.08, [(0.35, 0.4), (0.64, 0.68), (0.95, 1)]);

    public static readonly CarShape Pickup = new(
        5.25, 1.88, 1.8, 0.27, 0.375, 0.175, 0.79,
        [(0, 0.66), (0.012, 0.82), (0.035, 0.94), (0.12, 1.04), (0.23, 1.1), (0.3, 1.12), (0.97, 1.14), (0.99, 1.12),
            (1, 1.05)],
        0.22, 0.34, 0.57, 0.615, 1.12, [(0.48, 0.54), (0.93, 1)]);

    public static readonly CarShape Coupe = new(
        4.35, 1.82, 1.3, 0.14, 0.325, 0.195, 0.79,
        [(0, 0.42), (0.012, 0.54), (0.045, 0.64), (0.13, 0.72), (0.28, 0.81), (0.36, 0.84), (0.82, 0.9), (0.95, 0.9),
            (0.985, 0.85), (1, 0.66)],
        0.27, 0.46, 0.66, 0.92, 0.84, [(0.55, 0.6), (0.82, 1)]);

    public static readonly CarShape Crossover = new(
        4.3, 1.8, 1.59, 0.22, 0.345, 0.19, 0.81,
        [(0, 0.56), (0.012, 0.72), (0.035, 0.82), (0.12, 0.92), (0.23, 0.99), (0.31, 1.02), (0.9, 1.07), (0.96, 1.01),
            (0.985, 0.97), (1, 0.82)],
        0.19, 0.4, 0.84, 0.98, 1.02, [(0.46, 0.51), (0.8, 1)]);

    public static readonly CarShape OldSaloon = new(
        4.45, 1.7, 1.42, 0.18, 0.305, 0.19, 0.78,
        [(0, 0.6), (0.008, 0.74), (0.02, 0.82), (0.14, 0.85), (0.27, 0.88), (0.32, 0.9), (0.8, 0.92), (0.97, 0.91),
            (0.99, 0.87), (1, 0.7)],
        0.29, 0.4, 0.68, 0.77, 0.9, [(0.47, 0.52), (0.87, 1)]);

    /// <summary>Height of the body without its cabin.</summary>
    public double TopAt(double share)
    {
        for (var i = 1; i < Top.Length; i++)
        {
            if (share > Top[i].At) continue;
            var t = Math.Max(0, (share - Top[i - 1].At) / (Top[i].At - Top[i - 1].At));
            return Top[i - 1].Height + (t * (Top[i].Height - Top[i - 1].Height));
        }
        return Top[^1].Height;
    }

    /// <summary>y of a share of the length.</summary>
    public double Y(double share) => (share - 0.5) * Length;
}

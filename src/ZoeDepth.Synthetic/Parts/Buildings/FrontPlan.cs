namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>What stands out of a house front.</summary>
[Flags]
internal enum Ornament
{
    None = 0,

    /// <summary>A ledge below each window.</summary>
    Sills = 1,

    /// <summary>A frame of stone around each window.</summary>
    Surrounds = 2,

    /// <summary>Bands between storeys.</summary>
    Bands = 4,

    /// <summary>A heavy edge below the roof.</summary>
    Cornice = 8,

    /// <summary>Ribs between bays.</summary>
    Ribs = 16,

    /// <summary>Folded back beside each window.</summary>
    Shutters = 32,

    /// <summary>Before each window.</summary>
    Railings = 64,

    /// <summary>Before every other bay.</summary>
    Balconies = 128,
}

/// <summary>The front of a house in one plane, metres.</summary>
/// <param name="Bay">from window to window</param>
/// <param name="Storey">from floor to floor</param>
/// <param name="Width">of a window</param>
/// <param name="Height">of a window</param>
/// <param name="Sill">of a window above its floor</param>
/// <param name="Reveal">how deep windows lie in the wall</param>
/// <param name="Ornament">what stands out</param>
/// <param name="Bays">side by side</param>
/// <param name="Storeys">above one another</param>
/// <param name="Upper">whether there is a storey below: balconies and railings are not on the ground</param>
internal sealed record FrontPlan(
    double Bay, double Storey, double Width, double Height, double Sill, double Reveal, Ornament Ornament, int Bays = 3,
    int Storeys = 3,
    bool Upper = false)
{
    private const Ornament Stately = Ornament.Sills | Ornament.Surrounds | Ornament.Bands | Ornament.Cornice;

    public static readonly FrontPlan Classic = new(2.6, 3.5, 1.15, 2.05, 0.8, 0.2, Stately);
    public static readonly FrontPlan Iron = new(2.4, 3.4, 1.1, 2.3, 0.4, 0.22, Stately | Ornament.Railings);
    public static readonly FrontPlan Rendered = new(2.8, 2.85, 1.3, 1.35, 0.9, 0.13, Ornament.Sills);
    public static readonly FrontPlan Terrace = new(2.2, 2.95, 1, 1.6, 0.8, 0.11, Ornament.Sills | Ornament.Cornice);
    public static readonly FrontPlan Southern = new(2.8, 3.1, 1.05, 1.8, 0.6, 0.2, Ornament.Sills | Ornament.Shutters);
    public static readonly FrontPlan Ribbon = new(3.2, 3.1, 2.75, 1.6, 0.85, 0.16, Ornament.Bands);
    public static readonly FrontPlan Slab = new(3.5, 2.8, 1.7, 1.45, 0.85, 0.12, Ornament.Sills | Ornament.Balconies);
    public static readonly FrontPlan Office = new(1.8, 3.6, 1.45, 2.5, 0.7, 0.28, Ornament.Ribs | Ornament.Cornice);
    public static readonly FrontPlan Cottage = new(2.7, 2.7, 1.15, 1.2, 0.9, 0.16, Ornament.Sills);

    /// <summary>Over all.</summary>
    public double FullWidth => Bay * Bays;

    /// <summary>Over all.</summary>
    public double FullHeight => Storey * Storeys;

    /// <summary>As many bays and storeys as come nearest to a width and a height.</summary>
    public FrontPlan Filling(double width, double height) => this with
    {
        Bays = Math.Clamp((int)Math.Round(width / Bay), 1, 10),
        Storeys = Math.Clamp((int)Math.Round(height / Storey), 1, 8),
    };
}

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Where the windows of a house front are, metres.</summary>
/// <param name="Bay">from window to window</param>
/// <param name="Storey">from floor to floor</param>
/// <param name="Width">of a window</param>
/// <param name="Height">of a window</param>
/// <param name="Sill">of a window above its floor</param>
/// <param name="Ground">local z of the lowest floor</param>
/// <param name="Shift">of the first bay's edge along u</param>
/// <param name="Panes">side by side in a window</param>
/// <param name="Shops">the lowest storey has shop windows, nearly as wide as a bay and down to the knee</param>
internal readonly record struct FacadeShape(
    double Bay, double Storey, double Width, double Height, double Sill, double Ground = 0, double Shift = 0,
    int Panes = 2,
    bool Shops = false);

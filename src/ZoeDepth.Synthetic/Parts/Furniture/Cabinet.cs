using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>The handles of fronts.</summary>
internal enum Handle
{
    /// <summary>Nothing is seen.</summary>
    None,

    /// <summary>A round knob.</summary>
    Knob,

    /// <summary>A bar on two feet.</summary>
    Bar,

    /// <summary>A low bow.</summary>
    Cup,
}

/// <summary>Closed boxes with fronts: wardrobes, chests of drawers, lowboards, bedside tables, kitchen units.</summary>
internal sealed class Cabinet
{
    private Cabinet(Timber timber, Timber front, Handle handle, Material metal) =>
        (Timber, Front, Handle, Grip) = (timber, front, handle, metal);

    /// <summary>Of the body.</summary>
    public Timber Timber { get; }

    /// <summary>Of the fronts.</summary>
    public Timber Front { get; }

    public Handle Handle { get; }

    /// <summary>Of the handles.</summary>
    public Material Grip { get; }

    /// <summary>Timber and handles for one piece, or for all of a room.</summary>
    public static Cabinet Draw(SeededRandom random)
    {
        var timber = Timber.Draw(random, 0.5);
        var grip = random.Chance(0.7) ? Metal.DrawBare(random) : (Material)new Plain(Color.Gray(0.02), 0.2, 0.3);
        return new(timber, random.Chance(0.75) ? timber : Timber.Draw(random, 0.6),
            random.Pick(Handle.None, Handle.Knob, Handle.Bar, Handle.Bar, Handle.Cup), grip);
    }

    /// <summary>A body with a grid of fronts; it stands on the origin and on legs or a plinth of this height.</summary>
    /// <param name="at">where</param>
    /// <param name="size">width, depth, height, metres</param>
    /// <param name="columns">of fronts</param>
    /// <param name="rows">of fronts</param>
    /// <param name="foot">height of legs or plinth, metres</param>
    /// <param name="tidy">whether all drawers are shut</param>
    /// <param name="random">what is left to chance</param>
    public void Add(LocalFrame at, Vector size, int columns, int rows, double foot, bool tidy, SeededRandom random)
    {
        at = at.Part("cabinet");
        var (width, depth, height) = (size.X, size.Y, size.Z);
        at.Box((0, 0.01, (foot + height) / 2), (width, depth - 0.02, height - foot), Timber.Z);
        at.Fitted(RoundedBox.Fitting((width, depth, 0.025), 0.004), (0, 0, height),
            (width + 0.02, depth + 0.015, 0.026), Timber.X);
        if (foot > 0.09)
        {
            foreach (var x in (double[])[-1, 1])
            {
                foreach (var y in (double[])[-1, 1])
                    at.Cone((x * ((width / 2) - 0.06), y * ((depth / 2) - 0.05), foot),
                        (x * ((width / 2) - 0.04), y * ((depth / 2) - 0.03), 0),
                        0.024, 0.014, Timber.Z);
            }
        }
        else if (foot > 0)
        {
            at.Box((0, 0.03, foot / 2), (width - 0.02, depth - 0.08, foot + 0.002), Timber.X);
        }
        var (wide, high) = ((width - 0.01) / columns, (height - foot - 0.02) / rows);
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                var pull = tidy || rows == 1 || !random.Chance(0.12) ? 0 : random.Between(0.03, 0.2);
                var here = at.At((column + 0.5 - (columns / 2.0)) * wide, -(depth / 2) - pull,
                    foot + ((row + 0.5) * high));
                if (pull > 0)
                {
                    foreach (var x in (double[])[-1, 1])
                        here.Box((x * ((wide / 2) - 0.03), (pull / 2) + 0.01, 0), (0.012, pull + 0.02, high * 0.7),
                            Timber.Y);
                    here.Box((0, (pull / 2) + 0.01, high * 0.1), (wide - 0.06, pull + 0.02, high * 0.3),
                        Fabric.DrawClothes(random));
                }
                Panel(here, wide - 0.004, high - 0.004, high > 0.45, column < columns / 2.0);
            }
        }
    }

    /// <summary>
    /// One front about the place, which lies on the body's face; doors have their handle at a side, drawers in the
    /// middle.
    /// </summary>
    public void Panel(LocalFrame at, double width, double height, bool door, bool left)
    {
        at.Fitted(RoundedBox.Fitting((width, 0.02, height), 0.004), (0, 0, 0), (width, 0.022, height),
            door ? Front.Z : Front.X);
        var here = door ? at.At((left ? 1 : -1) * ((width / 2) - 0.045), -0.011, height > 1.2 ? 0 : (height / 2) - 0.12)
            : at.At(0, -0.011, height > 0.25 ? (height / 2) - 0.07 : 0);
        switch (Handle)
        {
            case Handle.Knob:
                here.Ball((0, -0.018, 0), 0.014, Grip);
                if (!door && width > 0.6) here.Ball((width * 0.3, -0.018, 0), 0.014, Grip);
                here.Bar((0, 0.002, 0), (0, -0.015, 0), 0.007, Grip);
                break;
            case Handle.Bar:
                var half = door ? 0.08 : Math.Min(0.11, width / 3);
                var along = door ? new Vector(0, 0, half) : (half, 0, 0);
                here.Bar(-along + (0, -0.028, 0), along + (0, -0.028, 0), 0.006, Grip);
                here.Bar((along * 0.8) + (0, 0.001, 0), (along * 0.8) + (0, -0.028, 0), 0.004, Grip);
                here.Bar((along * -0.8) + (0, 0.001, 0), (along * -0.8) + (0, -0.028, 0), 0.004, Grip);
                break;
            case Handle.Cup:
                here.Fitted(RoundedBox.Round, (0, -0.008, 0), door ? (0.02, 0.03, 0.1) : (0.1, 0.03, 0.02), Grip);
                break;
            default:
                break;
        }
    }
}

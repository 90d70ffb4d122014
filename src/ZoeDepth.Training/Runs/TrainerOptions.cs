using ZoeDepth.Data;

namespace ZoeDepth.Training;

/// <summary>How a recipe is run here; nothing of it changes what comes out.</summary>
public sealed record TrainerOptions
{
    /// <summary>Threads of the network; one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>Threads that load pictures.</summary>
    public int LoaderThreads { get; init; } = 1;

    /// <summary>
    /// For a recipe without a number of steps: hours of the whole run. Some steps and a part of the validation are
    /// timed when it begins, and the number of steps is fixed; later it counts alone.
    /// </summary>
    public double? Hours { get; init; }

    /// <summary>Whether the run's folder also has <c>events</c>, which TensorBoard reads.</summary>
    public bool WritesEvents { get; init; }

    /// <summary>
    /// Opens the procedural world for recipes that name it, of so many pictures, or without end when null: the project
    /// ZoeDepth.Synthetic has one. Null: such recipes are refused.
    /// </summary>
    /// <remarks>It throws <see cref="RecipeException"/> where a recipe names what the world has not.</remarks>
    public Func<WorldRecipe, int?, IDepthDataset>? World { get; init; }
}

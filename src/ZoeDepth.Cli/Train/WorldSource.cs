using ZoeDepth.Data;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Training;

namespace ZoeDepth.Cli.Train;

/// <summary>The procedural world as a recipe names it.</summary>
internal static class WorldSource
{
    /// <summary>Opens it; see <see cref="TrainerOptions.World"/>.</summary>
    /// <exception cref="RecipeException">a family or a size is none of the world's</exception>
    public static IDepthDataset Open(WorldRecipe recipe, int? count)
    {
        try
        {
            return new WorldDataset(new WorldDatasetOptions
            {
                Families = recipe.Families,
                Seed = recipe.Seed,
                Sizes = recipe.RowsAndColumns,
                Kind = DepthKinds.ByName[recipe.Kind],
                Count = count,
                Round = recipe.Round,
                RememberedBytes = (long)recipe.Remembered << 20,
            });
        }
        catch (ArgumentException error)
        {
            throw new RecipeException($"data.world: {error.Message}", error);
        }
    }
}

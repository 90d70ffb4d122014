using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Random;

namespace ZoeDepth.Training;

/// <remarks>What a run that goes on must find as it was.</remarks>
public sealed partial class Trainer
{
    private string? _dataIdentity;

    /// <summary>
    /// How many pictures the run learns from, and a hash of their names: the order of batches follows from them. Worlds
    /// without end follow from the recipe.
    /// </summary>
    private string DataIdentity
    {
        get
        {
            if (_dataIdentity is not null) return _dataIdentity;
            var names = _pictures.Where(picture => picture.Stride == 0)
                .Select(picture => picture.Dataset.Describe(picture.Index).Name);
            return _dataIdentity = FormattableString.Invariant(
                $"{_pictures.Count} pictures, {Fnv1a.OfUtf16(string.Join('\n', names)):x16}");
        }
    }

    private RunState RequireSameRun(RunState found)
    {
        if (RecipeFile.Difference(found.Recipe, _recipe) is { } field)
        {
            throw new RecipeException(
                $"{_recipe.Out} holds a run of another recipe: \"{field}\" differs. Choose another folder for " +
                "this one, or take the old recipe");
        }
        if (found.Data is { } data && data != DataIdentity)
        {
            throw new RecipeException(
                $"{_recipe.Out} holds a run of other pictures: {data} when it began, {DataIdentity} now. Put back " +
                "the manifests it began with, or choose another folder and begin anew");
        }
        if (found.BaseHash is { } hash && hash != _baseHash)
        {
            throw new RecipeException(
                $"the weights of {_recipe.Model} are not those the run in {_recipe.Out} began from, and its delta " +
                "would fit neither. Put them back, or choose another folder and begin anew");
        }
        return found;
    }

    /// <summary>Keeps other runs out of the folder until the result is disposed.</summary>
    /// <exception cref="RecipeException">another run is in it, or was until now</exception>
    /// <exception cref="IOException">the folder cannot be written to</exception>
    private FileStream OnlyWriter()
    {
        FileStream writer;
        try
        {
            writer = LockFile.Take(Checkpoint);
        }
        catch (IOException) when (LockFile.IsTaken(Checkpoint))
        {
            throw new RecipeException(
                $"another run writes to {_recipe.Out}; wait for its end, or choose another folder");
        }
        if (!File.Exists(Checkpoint) || RunCheckpoint.ReadState(Checkpoint).Step == _step) return writer;
        writer.Dispose();
        throw new RecipeException(
            $"another run has written to {_recipe.Out} since this one was opened; start it again to go on from there");
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>What a checkpoint says beside its tensors.</summary>
/// <param name="Step">steps taken; the loader and every random number follow from it</param>
/// <param name="TotalSteps">steps of the whole run</param>
/// <param name="CoreSeconds">
/// processor seconds of training steps, all threads; loading, validation and waiting not counted
/// </param>
/// <param name="Recipe">the recipe of the run</param>
/// <param name="Counts">steps each parameter has taken, by name</param>
/// <param name="Judged">the last step after which it was validated and exported; null in older checkpoints</param>
/// <param name="Data">how many pictures it learns from, and a hash of their names; null in older checkpoints</param>
/// <param name="BaseHash">of the weights a delta will belong to; null where there will be none</param>
internal sealed record RunState(long Step, long TotalSteps, double CoreSeconds, TrainingRecipe Recipe,
    IReadOnlyDictionary<string, long> Counts, long? Judged = null, string? Data = null, string? BaseHash = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunState))]
internal sealed partial class RunStateContext : JsonSerializerContext;

/// <summary>
/// The checkpoint of a run: one safetensors file with the weights, the optimiser's moments, the averages, and the
/// <see cref="RunState"/>. It is whole or the one before it is still there.
/// </summary>
internal static class RunCheckpoint
{
    private const string StateName = "state", WeightPrefix = "weight.", MeanPrefix = "mean.", SquarePrefix = "square.",
        AveragePrefix = "average.";

    /// <summary>Writes a checkpoint.</summary>
    /// <exception cref="IOException">it cannot be written; the one before is untouched</exception>
    public static void Save(string path, RunState state, IEnumerable<Parameter> parameters, AdamW optimizer,
        ExponentialMovingAverage? average)
    {
        var tensors = new List<WritableTensor>();
        foreach (var parameter in parameters)
        {
            tensors.Add(Of(WeightPrefix, parameter, parameter.Values));
            if (optimizer.States.TryGetValue(parameter, out var moments))
            {
                tensors.Add(Of(MeanPrefix, parameter, moments.Mean.Span));
                tensors.Add(Of(SquarePrefix, parameter, moments.Square.Span));
            }
            if (average?.Averages.TryGetValue(parameter, out var averaged) == true)
                tensors.Add(Of(AveragePrefix, parameter, averaged.Span));
        }
        var text = JsonSerializer.SerializeToUtf8Bytes(state, RunStateContext.Default.RunState);
        tensors.Add(WritableTensor.Of(StateName, TensorDataType.U8, [text.Length], text));
        SafeTensorsWriter.Write(path, tensors);
    }

    /// <summary>Reads what a checkpoint says beside its tensors.</summary>
    /// <exception cref="CheckpointException">the file is damaged</exception>
    public static RunState ReadState(string path)
    {
        using var file = SafeTensorsFile.Open(path);
        return StateOf(file);
    }

    /// <summary>Puts the numbers of a checkpoint into their places.</summary>
    /// <exception cref="CheckpointException">the file is damaged, or of another model</exception>
    public static void Load(string path, IEnumerable<Parameter> parameters, AdamW optimizer,
        ExponentialMovingAverage? average)
    {
        using var file = SafeTensorsFile.Open(path);
        var state = StateOf(file);
        foreach (var parameter in parameters)
        {
            using (var weights = parameter.Write()) Read(file, WeightPrefix, parameter, weights.Values);
            if (state.Counts.TryGetValue(parameter.Name, out var steps))
            {
                var moments = optimizer.StateOf(parameter);
                moments.Steps = steps;
                Read(file, MeanPrefix, parameter, moments.Mean.Span);
                Read(file, SquarePrefix, parameter, moments.Square.Span);
            }
            if (average?.Averages.TryGetValue(parameter, out var averaged) == true)
                Read(file, AveragePrefix, parameter, averaged.Span);
        }
    }

    private static RunState StateOf(SafeTensorsFile file)
    {
        if (!file.Keys.Contains(StateName))
            throw new CheckpointException(CheckpointFault.Unsupported, file.Path,
                "it is no checkpoint of a training run: it has no state; name another folder");
        return RecordedState.Of(file, StateName, RunStateContext.Default.RunState);
    }

    private static WritableTensor Of(string prefix, Parameter parameter, ReadOnlySpan<float> numbers) =>
        WritableTensor.Of(prefix + parameter.Name, TensorDataType.F32,
        [.. parameter.Shape.ToArray()], MemoryMarshal.AsBytes(numbers[..(int)parameter.Shape.Count]).ToArray());

    private static void Read(SafeTensorsFile file, string prefix, Parameter parameter, Span<float> numbers)
    {
        var name = prefix + parameter.Name;
        if (!file.Keys.Contains(name) || file[name].DataType != TensorDataType.F32
            || !file[name].Shape.SequenceEqual(parameter.Shape.ToArray().Select(extent => (long)extent)))
        {
            throw new CheckpointException(CheckpointFault.Unsupported, file.Path,
                $"the model has {parameter.Name} {parameter.Shape}, which the checkpoint has not; it belongs to " +
                "another model");
        }
        MemoryMarshal.Cast<byte, float>(file.ReadBytes(name)).CopyTo(numbers);
    }
}

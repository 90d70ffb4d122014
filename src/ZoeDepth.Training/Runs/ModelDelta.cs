using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// What a run has learnt and nothing else: the weights that moved, in one safetensors file, with the hash of the model
/// they belong to. Small where most of a model was frozen.
/// </summary>
public static class ModelDelta
{
    /// <summary>The file's name in the folder of a run.</summary>
    public const string FileName = "delta.safetensors";

    private const string StateName = "zoedepth.delta";

    /// <summary>SHA-256 over names, shapes and numbers of all parameters, as hexadecimal digits.</summary>
    /// <param name="model">the model as it was opened</param>
    public static string HashOf(ZoeDepthForDepthEstimation model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var hash = SHA256.Create();
        using var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        foreach (var parameter in model.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            stream.Write(Encoding.UTF8.GetBytes($"{parameter.Name} {parameter.Shape}\n"));
            WritableTensor.Of(parameter).Write(stream);
        }
        stream.FlushFinalBlock();
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Writes what was learnt.</summary>
    /// <param name="path">the file, replaced if it exists</param>
    /// <param name="baseHash">of the model before the first step, <see cref="HashOf"/></param>
    /// <param name="learnt">the parameters that learnt</param>
    /// <exception cref="IOException">it cannot be written; one that was there is untouched</exception>
    internal static void Save(string path, string baseHash, IEnumerable<Parameter> learnt)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(new DeltaState(baseHash), DeltaStateContext.Default.DeltaState);
        SafeTensorsWriter.Write(path, [.. learnt.Select(WritableTensor.Of),
            WritableTensor.Of(StateName, TensorDataType.U8, [text.Length], text)]);
    }

    /// <summary>Gives a model the weights of a delta.</summary>
    /// <param name="path">the file</param>
    /// <param name="model">the model it was learnt from, as it was opened</param>
    /// <returns>how many numbers were replaced</returns>
    /// <exception cref="CheckpointException">
    /// the file is damaged, is no delta, or belongs to another model; the model is as it was
    /// </exception>
    /// <exception cref="IOException">it cannot be read</exception>
    public static long Apply(string path, ZoeDepthForDepthEstimation model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var file = SafeTensorsFile.Open(path);
        if (!file.Keys.Contains(StateName))
            throw new CheckpointException(CheckpointFault.Unsupported, path,
                $"it is no delta: it has no {StateName}; name the {FileName} of a run");
        var state = RecordedState.Of(file, StateName, DeltaStateContext.Default.DeltaState);
        if (HashOf(model) is var hash && hash != state.Base)
        {
            throw new CheckpointException(CheckpointFault.Unsupported, path,
                $"it belongs to a model with the hash {state.Base[..Math.Min(12, state.Base.Length)]}…, but this one " +
                $"has {hash[..12]}…; name the model the run began from");
        }
        Require(file, model);
        var count = 0L;
        using var change = model.WriteParameters();
        foreach (var key in file.Keys.Where(key => key != StateName))
        {
            var parameter = model.GetParameter(key);
            using var weights = parameter.Write();
            MemoryMarshal.Cast<byte, float>(file.ReadBytes(key)).CopyTo(weights.Values);
            count += parameter.Shape.Count;
        }
        return count;
    }

    private static void Require(SafeTensorsFile file, ZoeDepthForDepthEstimation model)
    {
        var shapes = model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        foreach (var tensor in file.Tensors.Where(tensor => tensor.Name != StateName))
        {
            if (shapes.TryGetValue(tensor.Name, out var shape) && tensor.DataType == TensorDataType.F32
                && tensor.Shape.SequenceEqual(shape.ToArray().Select(extent => (long)extent))) continue;
            throw new CheckpointException(CheckpointFault.Unsupported, file.Path,
                $"it holds {tensor.Name}, which the model has not in this shape and type");
        }
    }
}

/// <summary>What a delta says beside its tensors.</summary>
/// <param name="Base">hash of the model it belongs to</param>
internal sealed record DeltaState(string Base);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeltaState))]
internal sealed partial class DeltaStateContext : JsonSerializerContext;

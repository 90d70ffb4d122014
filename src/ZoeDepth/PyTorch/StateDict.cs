using System.Runtime.InteropServices;
using ZoeDepth.Runtime.Untrusted;
using ZoeDepth.Tensors;

namespace ZoeDepth.PyTorch;

/// <summary>
/// The weights of a model within a checkpoint. Training programs keep more beside them (an optimiser, a step) and wrap
/// them: in an entry <c>model</c> or <c>state_dict</c>, and in the prefix <c>module.</c> of a model on several GPUs.
/// Keys are those inside the wrapping.
/// </summary>
internal sealed class StateDict : IWeightSource
{
    /// <summary>Entries that hold the weights, the original's own first.</summary>
    private static readonly string[] Entries = ["model", "state_dict", "model_state_dict", "model_state", "weights"];

    private const string Parallel = "module.";

    /// <summary>Every two of 5,792 tokens, ten times as many as at 384x384.</summary>
    private const long MostIndices = 1 << 25;


    private readonly PyTorchFile _file;
    private readonly string _prefix;
    private readonly List<string> _keys;

    private StateDict(PyTorchFile file, string prefix, List<string> keys)
    {
        _file = file;
        _prefix = prefix;
        _keys = keys;
    }

    /// <summary>The weights of a checkpoint, which is owned from here on.</summary>
    /// <exception cref="CheckpointException">its tensors lie in several entries, none of them a known one</exception>
    public static StateDict Of(PyTorchFile file)
    {
        try
        {
            var prefix = EntryOf(file);
            if (Below(file, prefix).All(key => key.StartsWith(prefix + Parallel, StringComparison.Ordinal)))
                prefix += Parallel;
            return new StateDict(file, prefix, [.. Below(file, prefix).Select(key => key[prefix.Length..])]);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Description => _file.Description;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _keys;

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape) =>
        _file.Find(_prefix + key, shape) is { } tensor ? tensor with { Keys = [key] } : null;

    /// <inheritdoc/>
    public long[]? FindIndices(string key) => _file.Tensors.TryGetValue(_prefix + key, out var tensor)
        && tensor.DataType == TensorDataType.I64 && tensor.Count <= MostIndices
        ? MemoryMarshal.Cast<byte, long>(_file.ReadBytes(_prefix + key)).ToArray() : null;

    /// <inheritdoc/>
    public void Verify(IReadOnlyCollection<string> keys) => _file.Verify([.. keys.Select(key => _prefix + key)]);

    /// <inheritdoc/>
    public ulong? Fingerprint() => _file.Fingerprint();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The path of the dictionary that holds the weights, with its slash; empty for the file's own.</summary>
    private static string EntryOf(PyTorchFile file)
    {
        string[] tops = [.. file.Keys.Select(key => key.Split('/', 2)).Where(parts => parts.Length == 2)
            .Select(parts => parts[0]).Distinct()];
        if (Entries.FirstOrDefault(tops.Contains) is { } entry) return $"{entry}/";
        if (file.Keys.Any(key => !key.Contains('/', StringComparison.Ordinal)) || tops.Length == 0) return "";
        if (tops.Length == 1) return $"{tops[0]}/";
        throw new CheckpointException(CheckpointFault.Unsupported, file.Description,
            $"its tensors lie in {string.Join(", ", tops.Take(5).Select(top => UntrustedText.Quoted(top)))}; " +
            $"expected a state dict, or one in an entry {string.Join(", ", Entries)}: save the weights alone, " +
            "torch.save(model.state_dict(), \"weights.pt\")");
    }

    private static IEnumerable<string> Below(PyTorchFile file, string prefix) =>
        file.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
}

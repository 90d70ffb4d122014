namespace ZoeDepth.Cache;

/// <summary>What the files of a model folder are called.</summary>
internal static class ModelFileNames
{
    /// <summary>The architecture.</summary>
    public const string Config = "config.json";

    /// <summary>How pictures enter it; may be left out.</summary>
    public const string Processor = "preprocessor_config.json";

    /// <summary>Weights as safetensors, in one file, or the index of several.</summary>
    public const string SafeTensors = "model.safetensors", SafeTensorsIndex = SafeTensors + ".index.json";

    /// <summary>Weights as PyTorch pickles them, in one file, or the index of several.</summary>
    public const string PyTorch = "pytorch_model.bin", PyTorchIndex = PyTorch + ".index.json";

    /// <summary>Where weights are looked for, in this order.</summary>
    public static IReadOnlyList<string> Weights { get; } = [SafeTensors, SafeTensorsIndex, PyTorch, PyTorchIndex];

    /// <summary>Whether a name is that of an index.</summary>
    public static bool IsIndex(string name) => name is SafeTensorsIndex or PyTorchIndex;
}

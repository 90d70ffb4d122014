namespace ZoeDepth.Mini;

/// <summary>
/// <c>zoedepth-mini</c>, the model that comes with the package: 13 million parameters, heads for indoors and outdoors.
/// Its card, <c>models/zoedepth-mini/README.md</c>, says what it learnt from and where it is wrong.
/// <code>
/// using var estimator = ZoeDepthMini.Open();
/// var depth = estimator.Estimate("room.jpg");
/// </code>
/// </summary>
public static class ZoeDepthMini
{
    private static readonly string BesideAProgram = Path.Combine("models", "zoedepth-mini");

    /// <summary>The model's folder, beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, BesideAProgram);

    /// <summary>Opens the model; the estimator is the caller's to dispose.</summary>
    /// <param name="options">presets and limits</param>
    /// <exception cref="DirectoryNotFoundException">the folder was not copied beside the program</exception>
    /// <exception cref="CheckpointException">its files are damaged</exception>
    /// <inheritdoc cref="DepthEstimator.FromPretrained"/>
    public static DepthEstimator Open(DepthEstimatorOptions? options = null) => Directory.Exists(Folder)
        ? DepthEstimator.FromPretrained(Folder, options)
        : throw new DirectoryNotFoundException(
            $"zoedepth-mini is not beside the program: there is no {Folder}. The package ZoeDepth.Mini puts it there " +
            "when a program that refers to it is built or published; copy the whole folder of the program.");
}

namespace ZoeDepth.Imaging;

/// <summary>
/// Depth files of any kind: the name's ending chooses the kind that is written, the content the kind that is read.
/// </summary>
public static class DepthFile
{
    /// <summary>The array a depth NPZ holds.</summary>
    public const string NpzName = "depth";

    /// <summary>The endings <see cref="Save"/> knows.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".png", ".npy", ".npz", ".pfm"];

    /// <summary>
    /// Writes depth to a file, whole or not at all: 16-bit PNG, NPY (float32), NPZ (float32, as "depth") or PFM.
    /// </summary>
    /// <param name="path">the file; its ending chooses the kind</param>
    /// <param name="metres"><c>[row, column]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="scale">for PNG; millimetres when left out</param>
    /// <exception cref="ArgumentException">an unknown ending, or sizes that do not fit</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Save(string path, ReadOnlySpan<float> metres, int width, int height, DepthScale? scale = null)
    {
        DepthRaster.CheckSize(metres.Length, width, height);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".png": DepthPng.Save(metres, width, height, path, scale); break;
            case ".npy": Npy.Write(path, metres, height, width); break;
            case ".npz": Npz.Write(path, [new(NpzName, NpyArray.From(metres, height, width))]); break;
            case ".pfm": Pfm.Write(path, metres, width, height); break;
            default:
                throw new ArgumentException(
                    $"no depth file is written with the ending of {path}; use {string.Join(", ", Endings)}",
                    nameof(path));
        }
    }

    /// <summary>
    /// Reads a depth file of any of these kinds. Axes of extent 1 before the last two of an array are dropped.
    /// </summary>
    /// <param name="path">the file</param>
    /// <param name="assumed">the scale of a 16-bit PNG that states none</param>
    /// <exception cref="ImageFormatException">the file is of another kind, or broken</exception>
    public static DepthRaster Read(string path, DepthScale? assumed = null) =>
        InputFile.Read(path, long.MaxValue, file =>
        {
            if (PngChunks.Signature.StartsWith(file[..Math.Min(4, file.Length)]) && !file.IsEmpty)
                return DepthPng.Read(file, assumed);
            if (Npy.Recognises(file)) return FromArray(Npy.Read(file));
            if (file.StartsWith("PK"u8)) return FromArchive(file);
            if (new PfmDecoder().Recognises(file)) return Pfm.Read(file);
            throw file.IsEmpty
                ? new TruncatedImageException("the depth file is empty; copy or download it again")
                : new UnsupportedImageException("the file is no depth file; 16-bit PNG, NPY, NPZ and PFM are read");
        });

    private static DepthRaster FromArchive(ReadOnlySpan<byte> file)
    {
        var arrays = Npz.Read(new MemoryStream(file.ToArray()));
        if (arrays.TryGetValue(NpzName, out var depth)) return FromArray(depth);
        return arrays.Count == 1
            ? FromArray(arrays.Values.Single())
            : throw new UnsupportedImageException($"the NPZ file has no array \"{NpzName}\" but " +
                $"{(arrays.Count == 0 ? "none" : string.Join(", ", arrays.Keys))}; save the one that is depth as " +
                "NPY");
    }

    private static DepthRaster FromArray(NpyArray array)
    {
        var shape = array.Shape;
        if (shape.Length < 2 || shape[..^2].Any(extent => extent != 1) || shape[^1] == 0 || shape[^2] == 0)
            throw new UnsupportedImageException(
                $"depth is an array of rows and columns; this one has the shape ({string.Join(", ", shape)})");
        return new DepthRaster(array.ToFloats(), shape[^1], shape[^2]);
    }
}

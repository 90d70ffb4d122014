using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>A picture of a dataset as its files hold it.</summary>
/// <param name="Entry">its line of the manifest</param>
/// <param name="Picture">the photograph, <see cref="PixelFormat.Rgb8"/></param>
/// <param name="Values">
/// depth or disparity as the entry's kind knows it, <c>[row, column]</c>; 0 where there is none
/// </param>
/// <param name="Valid">where there is a value, <c>[row, column]</c></param>
internal sealed record DatasetPicture(ManifestEntry Entry, RasterImage Picture, float[] Values, bool[] Valid)
{
    /// <summary>The values of a kind that is in metres; 0 where there is none.</summary>
    /// <exception cref="InvalidOperationException">they are no metres</exception>
    public DepthRaster Depth => Entry.Kind.IsInMetres()
        ? new DepthRaster(Values, Entry.Width, Entry.Height)
        : throw new InvalidOperationException(
            $"{Entry.Depth} holds {Entry.Kind.Name()} in a unit of its own, no metres; take Values and Valid");
}

/// <summary>
/// Reads a dataset back. Its manifest may come from anywhere: lines are checked, and paths lead to files of its folder
/// only.
/// </summary>
/// <param name="folder">where <c>manifest.jsonl</c> lies</param>
internal sealed class DatasetReader(string folder)
{
    /// <summary>The manifest's lines, in order. One line is held at a time.</summary>
    /// <exception cref="DatasetException">a line cannot be understood</exception>
    /// <exception cref="IOException">there is no manifest, or it cannot be read</exception>
    public IEnumerable<ManifestEntry> Entries()
    {
        var path = Path.Combine(folder, ManifestFile.FileName);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var line in ManifestLines.Read(stream)) yield return Parse(path, line);
    }

    /// <summary>The files of one picture.</summary>
    /// <exception cref="DatasetException">a file has another size than the manifest says</exception>
    /// <exception cref="ImageFormatException">a file is broken</exception>
    /// <exception cref="IOException">a file is not there or cannot be read</exception>
    public DatasetPicture Load(ManifestEntry entry)
    {
        var picture = RasterImage.Load(Path.Combine(folder, entry.Image)).ToRgb8();
        CheckSize(entry, entry.Image, picture.Width, picture.Height);
        var path = Path.Combine(folder, entry.Depth);
        if (entry.Kind.IsInMetres())
        {
            var depth = DepthPng.Read(path, new DepthScale(entry.Scale));
            CheckSize(entry, entry.Depth, depth.Width, depth.Height);
            return new DatasetPicture(entry, picture, depth.Metres,
                Array.ConvertAll(depth.Metres, metres => metres > 0));
        }
        var (numbers, width, height) = ValuePng.Read(path);
        CheckSize(entry, entry.Depth, width, height);
        var (values, valid) = new ValueScale(entry.Scale, entry.Offset).ToValues(numbers);
        return new DatasetPicture(entry, picture, values, valid);
    }

    /// <summary>
    /// All pictures in order, read in groups on several threads; a group of four pictures for each thread is held.
    /// </summary>
    /// <param name="work">the threads; <see cref="Work.Default"/> when null</param>
    /// <exception cref="DatasetException">as <see cref="Entries"/> and <see cref="Load"/></exception>
    /// <exception cref="ImageFormatException">a file is broken</exception>
    /// <exception cref="IOException">a file is not there or cannot be read</exception>
    public IEnumerable<DatasetPicture> Pictures(Work? work = null) =>
        InOrder.Groups(Entries(), work ?? Work.Default, Load);

    internal static ManifestEntry Parse(string path, ManifestLine line)
    {
        if (line.State == ManifestLineState.TooLong)
            throw new DatasetException(path, line.Number,
                $"a line has at most {ManifestLines.Longest} bytes, and this one goes on");
        if (line.State == ManifestLineState.Cut)
            throw new DatasetException(path, line.Number,
                "the file ends within the line; run the command that made it again, and it goes on");
        try
        {
            return ManifestEntry.Parse(line.Bytes.Span);
        }
        catch (FormatException error)
        {
            throw new DatasetException(path, line.Number, error.Message, error);
        }
    }

    private void CheckSize(ManifestEntry entry, string file, int width, int height)
    {
        if ((width, height) == (entry.Width, entry.Height)) return;
        throw new DatasetException(
            $"{Path.Combine(folder, file)} has {width}x{height} pixels (columns x rows), but the manifest says " +
            $"{entry.Width}x{entry.Height}");
    }
}

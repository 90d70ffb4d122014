using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// Writes a dataset: <c>dataset.json</c>, <c>manifest.jsonl</c> and <c>shards/00000/00000000.jpg</c> with
/// <c>00000000.depth.png</c>. It can be ended at any moment, by force too: the same options go on where it ended, and
/// the files are then the same bytes as without the interruption, for every number of threads.
/// </summary>
public static class DatasetWriter
{
    // Pictures differ in time by some ten times; a thread with a slow one should not stop the others.
    private const int AheadForEachThread = 16;

    /// <summary>Writes a dataset, or what is missing of it.</summary>
    /// <param name="folder">a new or empty folder, or one that holds this dataset or a part of it</param>
    /// <param name="options">which pictures</param>
    /// <param name="work">the threads; <see cref="Work.Default"/> when null</param>
    /// <param name="progress">told of every picture, on whichever thread made it, never twice at once</param>
    /// <param name="cancellation">ends it between two pictures; what is finished is kept</param>
    /// <returns>all pictures are there; how many were before</returns>
    /// <exception cref="ArgumentException">an option is out of its range, or there is no family of a name</exception>
    /// <exception cref="DatasetException">the folder holds something else; nothing was changed</exception>
    /// <exception cref="IOException">
    /// the folder cannot be written to, or the disk is full; finished pictures are kept
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">the folder may not be written to</exception>
    /// <exception cref="OperationCanceledException">it was cancelled</exception>
    public static DatasetProgress Write(
        string folder, DatasetOptions options, Work? work = null, IProgress<DatasetProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var family in options.Families) SyntheticWorld.DomainOf(family);
        return Write(folder, options, World, work ?? Work.Default, progress, cancellation);

        Sample World(string family, ulong seed) => SyntheticWorld.Generate(family, seed, options.Picture);
    }

    /// <summary>The same with another world.</summary>
    internal static DatasetProgress Write(
        string folder, DatasetOptions options, Func<string, ulong, Sample> world, Work work,
        IProgress<DatasetProgress>? progress,
        CancellationToken cancellation)
    {
        options.Check();
        DatasetDescription.Of(options).Claim(folder);
        using var manifest = new ManifestFile(folder);
        RemoveUnfinished(folder);
        var listed = manifest.Resume(options);
        var missing = Missing(folder, options, listed);
        var found = listed - missing.Count;
        progress?.Report(new DatasetProgress(found, found, options.Count));
        try
        {
            InOrder.Run(work, options.Count - found, AheadForEachThread * work.Threads, Make, Take, cancellation);
        }
        catch
        {
            Keep(manifest);
            throw;
        }
        manifest.Flush();
        return new DatasetProgress(options.Count, found, options.Count);

        // Pictures that are listed but whose files somebody removed come first.
        int NumberOf(int turn) => turn < missing.Count ? missing[turn] : listed + turn - missing.Count;

        (byte[] Line, string[] Files) Make(int turn)
        {
            var number = NumberOf(turn);
            return WritePicture(folder, options, number, world(options.FamilyOf(number), options.SeedOf(number)));
        }

        void Take(int turn, (byte[] Line, string[] Files) made)
        {
            manifest.Add(turn < missing.Count ? [] : made.Line, made.Files);
            progress?.Report(new DatasetProgress(found + turn + 1, found, options.Count));
        }
    }

    /// <summary>What a killed run was writing: a dataset has one writer, so nobody waits for these.</summary>
    private static void RemoveUnfinished(string folder)
    {
        PartialFile.RemoveAbandoned(folder, TimeSpan.Zero);
        var shards = Path.Combine(folder, "shards");
        if (!Directory.Exists(shards)) return;
        foreach (var shard in Directory.EnumerateDirectories(shards)) PartialFile.RemoveAbandoned(shard, TimeSpan.Zero);
    }

    private static List<int> Missing(string folder, DatasetOptions options, int listed)
    {
        var missing = new List<int>();
        for (var i = 0; i < listed; i++)
            if (!File.Exists(Path.Combine(folder, options.ImageOf(i)))
                || !File.Exists(Path.Combine(folder, options.DepthOf(i)))) missing.Add(i);
        return missing;
    }

    private static (byte[] Line, string[] Files) WritePicture(string folder, DatasetOptions options, int number,
        Sample sample)
    {
        var values = DatasetOptions.Storable(sample, options.Kind);
        var scale = ValueScale.Of(values, sample.Domain);
        var (nearest, farthest) = Range(sample);
        var camera = sample.Intrinsics;
        var entry = new ManifestEntry
        {
            Image = options.ImageOf(number),
            Depth = options.DepthOf(number),
            Scale = scale.Scale,
            Offset = scale.Offset,
            Kind = values.Variant == DepthKind.Metric ? null : values.Variant.Name(),
            Disparity = values.IsDisparity,
            Domain = sample.Domain,
            Family = sample.Family,
            Intrinsics = new ManifestIntrinsics(camera.FocalLength, camera.FocalLength, camera.CenterX, camera.CenterY),
            Width = sample.Width,
            Height = sample.Height,
            Pose = sample.Pose,
            Seed = sample.Seed,
            MinDepth = nearest,
            MaxDepth = farthest,
        };
        string[] paths = [Path.Combine(folder, entry.Image), Path.Combine(folder, entry.Depth)];
        Directory.CreateDirectory(Path.GetDirectoryName(paths[0])!);
        // The manifest brings them to the disk before it lists them.
        using var files = new StagedFiles { Flushes = false };
        files.Write(paths[0], stream =>
            JpegEncoder.Save(sample.Picture, stream, new JpegOptions { Quality = sample.JpegQuality }));
        files.Write(paths[1], stream => WriteDepth(values, scale, stream));
        files.Commit();
        return (entry.ToLine(), paths);
    }

    private static void WriteDepth(RelativeSample values, ValueScale scale, Stream stream)
    {
        if (values.Variant.IsInMetres())
            DepthPng.Write(values.Values, values.Width, values.Height, stream, new DepthScale(scale.Scale));
        else ValuePng.Write(values, scale, stream);
    }

    private static (float Nearest, float Farthest) Range(Sample sample)
    {
        var (nearest, farthest, reach) = (float.PositiveInfinity, 0f, DatasetOptions.ScaleOf(sample.Domain).Largest);
        foreach (var metres in sample.Depth)
            if (metres > 0 && metres <= reach)
                (nearest, farthest) = (Math.Min(nearest, metres), Math.Max(farthest, metres));
        return farthest > 0 ? (nearest, farthest) : (0, 0);
    }

    /// <summary>Lists what is finished, when the run ends early.</summary>
    private static void Keep(ManifestFile manifest)
    {
        try
        {
            manifest.Flush();
        }
        catch (IOException)
        {
            // What ended the run is the thing to tell; what is not listed is made again.
        }
    }
}

using ZoeDepth.Original;
using ZoeDepth.Pretrained;
using ZoeDepth.PyTorch;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Tensors;

namespace ZoeDepth.Conversion;

/// <summary>What a conversion wrote.</summary>
/// <param name="Tensors">tensors of the model, each compared after it was written</param>
/// <param name="Parameters">numbers in them</param>
/// <param name="NotFinite">names of the tensors that hold infinities or what is no number, as the model did</param>
/// <param name="Files">names of the files</param>
internal sealed record ConversionReport(int Tensors, long Parameters, IReadOnlyList<string> NotFinite,
    IReadOnlyList<string> Files);

/// <summary>
/// Models from one dialect into another. What is written is read back and compared tensor by tensor before it gets its
/// name; whatever goes wrong, and a cancellation too, leaves nothing.
/// </summary>
internal static class ModelConversion
{
    /// <summary>Writes a model folder as transformers opens it.</summary>
    /// <param name="files">the model, which is closed at the end</param>
    /// <param name="folder">is not there yet, or empty</param>
    /// <param name="type">F32, F16 or BF16</param>
    /// <param name="progress">told of every tensor that was written, then of every one that was compared</param>
    /// <param name="cancellation">looked at on the way</param>
    /// <exception cref="IOException">the folder is not empty, cannot be written, or another run writes it</exception>
    /// <exception cref="CheckpointException">
    /// numbers do not fit the type, or what was written is not what was read
    /// </exception>
    public static ConversionReport ToHuggingFace(ModelFiles files, string folder, TensorDataType type,
        IProgress<StepProgress>? progress = null, CancellationToken cancellation = default)
    {
        var report = default(ConversionReport);
        var names = NewFolder.Write(folder, partial => report = Converted(files, type, progress, (model, told) =>
        {
            var config = files.Config with
            {
                Architectures = [files.Config.ModelClass],
                Dtype = NameOf(type),
                InferencePrecision = null,
            };
            Checkpoint.Save(partial, model.SelectMany(parameter => Checkpoint.WithBatchCount(parameter)
                .Select(tensor => tensor.DataType == TensorDataType.F32
                    ? told(WritableTensor.Of(tensor.Name, [parameter], type, cancellation)) : tensor)),
                long.MaxValue, config.ToJson());
            files.Processor.SavePretrained(partial);
            return partial;
        }, cancellation));
        return report! with { Files = names };
    }

    /// <summary>Writes a checkpoint that the research code opens strictly.</summary>
    /// <param name="files">the model, which is closed at the end</param>
    /// <param name="path">a file that is not there yet</param>
    /// <param name="type">F32, F16 or BF16</param>
    /// <param name="progress">told of every tensor that was written or compared</param>
    /// <param name="cancellation">looked at on the way</param>
    /// <exception cref="IOException">there is such a file, it cannot be written, or another run writes it</exception>
    /// <exception cref="CheckpointException">
    /// the research code has no such model, numbers do not fit the type, or what was written is not what was read
    /// </exception>
    public static ConversionReport ToOriginal(ModelFiles files, string path, TensorDataType type,
        IProgress<StepProgress>? progress = null, CancellationToken cancellation = default)
    {
        path = Path.GetFullPath(path);
        if (Path.Exists(path))
            throw new IOException($"{path} is there already and was left as it is; choose another name");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var only = NewFolder.OnlyWriterOf(path);
        var partial = PartialFile.Of(path);
        try
        {
            var report = Converted(files, type, progress, (model, told) =>
            {
                var tensors = OriginalTensors.Of(files.Config, model, type, cancellation).Select(told).ToList();
                using var stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
                PyTorchWriter.Write(stream, tensors);
                stream.Flush(flushToDisk: true);
                return partial;
            }, cancellation);
            File.Move(partial, path);
            return report with { Files = [Path.GetFileName(path)] };
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static ConversionReport Converted(ModelFiles files, TensorDataType type,
        IProgress<StepProgress>? progress,
        Func<IReadOnlyCollection<Parameter>, Func<WritableTensor, WritableTensor>, string> write,
        CancellationToken cancellation)
    {
        using var model = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source);
        var done = 0;
        var written = write(model.Parameters, tensor => tensor with { Write = stream =>
        {
            tensor.Write(stream);
            Report(Math.Min(done + 1, model.Parameters.Count));
        } });
        done = model.Parameters.Count;
        using var source = WeightFiles.Open(written);
        source.Verify([.. source.Keys]);
        var dialects = WeightDialects.Of(source);
        foreach (var parameter in model.Parameters)
        {
            cancellation.ThrowIfCancellationRequested();
            var tensor = dialects.Select(dialect => dialect.Find(source, parameter.Name, parameter.Shape))
                .FirstOrDefault(found => found is not null);
            if (tensor is null || !Same(parameter, tensor, type))
                throw new CheckpointException(CheckpointFault.Mismatch, written,
                    $"the tensor {parameter.Name} came back from the disk {(tensor is null ? "missing" : "changed")}" +
                    "; nothing was kept: check the disk, and convert again");
            Report(done + 1);
        }
        return new ConversionReport(model.Parameters.Count, model.Parameters.Sum(p => p.Shape.Count),
            [.. WeightHealth.Scan(model.Parameters).Select(tensor => tensor.Name)], []);

        void Report(int tensors)
        {
            done = tensors;
            progress?.Report(new(done, 2 * model.Parameters.Count));
        }
    }

    /// <summary>Whether a tensor has the numbers of a parameter, rounded to its type, bit by bit.</summary>
    private static unsafe bool Same(Parameter parameter, WeightTensor tensor, TensorDataType type)
    {
        var count = parameter.Shape.Count;
        if (!tensor.Shape.SequenceEqual(parameter.Shape.ToArray().Select(extent => (long)extent))) return false;
        using var expected = parameter.Open();
        using var received = tensor.Values.Open();
        using var rounded = new NativeBuffer(count);
        using var narrow = new NativeBuffer(count);
        FloatConversion.Narrow(expected.Pointer, type, (byte*)narrow.Pointer, count);
        FloatConversion.Widen((byte*)narrow.Pointer, type, rounded.Pointer, count);
        for (var i = 0L; i < count; i++)
            if (((uint*)rounded.Pointer)[i] != ((uint*)received.Pointer)[i]) return false;
        return true;
    }

    private static string NameOf(TensorDataType type) => type switch
    {
        TensorDataType.F16 => "float16",
        TensorDataType.BF16 => "bfloat16",
        _ => "float32",
    };
}

using System.Text;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Runtime.Untrusted;
using ZoeDepth.Tensors;

namespace ZoeDepth.PyTorch;

/// <summary>
/// A checkpoint as <c>torch.save</c> writes it (<c>.pt</c>, <c>.pth</c>, <c>.bin</c>), in the container of today or the
/// one before PyTorch 1.6. Nothing in it is executed: its pickle can describe tensors and nothing else. Opening reads
/// the description alone; elements are mapped while they are used. Safe from several threads at once.
/// Reference: torch/serialization.py, torch/_weights_only_unpickler.py
/// </summary>
internal sealed class PyTorchFile : IWeightSource
{
    /// <summary>
    /// A compressed storage is expanded as a whole for each tensor: a large one not for one smaller than this part.
    /// </summary>
    private const long LargeStorage = 8 << 20, LeastPart = 64;

    private readonly MappedFile _file;

    private PyTorchFile(MappedFile file, IReadOnlyDictionary<string, TorchTensor> tensors)
    {
        _file = file;
        Tensors = tensors;
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="CheckpointException">it is no sound checkpoint of PyTorch</exception>
    public static PyTorchFile Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new PyTorchFile(file, Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file begins like a checkpoint of PyTorch.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) => IsZip(start) || IsPickle(start) || IsTar(start);

    /// <summary>The tensors by their paths in the checkpoint's object.</summary>
    public IReadOnlyDictionary<string, TorchTensor> Tensors { get; }

    /// <inheritdoc/>
    public string Description => _file.Path;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => Tensors.Keys;

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape)
    {
        if (!Tensors.TryGetValue(key, out var tensor)) return null;
        if (!FloatConversion.Reads(tensor.DataType))
            throw new CheckpointException(CheckpointFault.Unsupported, _file.Path,
                $"the tensor {UntrustedText.Quoted(key)} holds {tensor.DataType} elements; weights must be F32, F16, " +
                "BF16 or F64: convert the checkpoint to one of them");
        RequireWorthExpanding(key, tensor);
        return new WeightTensor(tensor.Shape, new StoredValues(tensor), [key]);
    }

    /// <summary>
    /// Reads the storages of these tensors once, on all threads, and compares their checksums. Storages of others, an
    /// optimiser's perhaps, are not read.
    /// </summary>
    /// <exception cref="CheckpointException">a checksum does not match</exception>
    public void Verify(IReadOnlyCollection<string> keys)
    {
        StorageBytes[] storages = [.. keys.Where(Tensors.ContainsKey).Select(key => Tensors[key].Storage)
            .Select(storage => (storage.Root ?? storage).Home!).Distinct().OrderByDescending(bytes => bytes.Length)];
        Work.Default.For(storages.Length, i => storages[i].Verify());
    }

    /// <summary>The bytes of a tensor of any type, little-endian and in the order of its axes.</summary>
    /// <exception cref="KeyNotFoundException">there is no such tensor</exception>
    public unsafe byte[] ReadBytes(string name)
    {
        var tensor = Tensors[name];
        var bytes = new byte[tensor.Count * tensor.DataType.Size()];
        if (bytes.Length == 0) return bytes;
        var values = new StoredValues(tensor);
        values.Verify();
        fixed (byte* target = bytes) values.Collect(target);
        return bytes;
    }

    /// <inheritdoc/>
    public ulong? Fingerprint() => _file.Fingerprint();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void RequireWorthExpanding(string key, TorchTensor tensor)
    {
        var (home, bytes) = ((tensor.Storage.Root ?? tensor.Storage).Home!, tensor.Count * tensor.DataType.Size());
        if (home.Place is not null || home.Length <= LargeStorage || bytes >= home.Length / LeastPart) return;
        throw new CheckpointException(CheckpointFault.Limit, _file.Path,
            $"the tensor {UntrustedText.Quoted(key)} takes {bytes} bytes of a compressed storage of {home.Length}, " +
            "which would be expanded for each such tensor; store the archive without compression");
    }

    private static IReadOnlyDictionary<string, TorchTensor> Read(MappedFile file)
    {
        var start = new byte[512];
        start = start[..file.Read(0, start)];
        if (IsZip(start)) return ZipCheckpoint.Read(file);
        if (IsTar(start))
            throw new CheckpointException(CheckpointFault.Unsupported, file.Path,
                "it is a tar archive, as PyTorch wrote before its version 0.2; open it with an old release and save " +
                "the weights again");
        if (IsPickle(start)) return LegacyCheckpoint.Read(file);
        throw new CheckpointException(CheckpointFault.NotACheckpoint, file.Path,
            "not a checkpoint of PyTorch: " + (start.Length == 0 ? "it is empty; download or save it again"
            : UntrustedFile.Recognise(start.AsSpan(0, Math.Min(start.Length, 64)))
                ?? (IsSafeTensors(start) ? "it is a safetensors file; name it so: model.safetensors"
                : $"it begins with the bytes {Convert.ToHexString(start.AsSpan(0, Math.Min(start.Length, 8)))}")));
    }

    private static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8);

    private static bool IsPickle(ReadOnlySpan<byte> start) =>
        start.Length > 1 && start[0] == 0x80 && start[1] is > 0 and < 6;

    private static bool IsTar(ReadOnlySpan<byte> start) =>
        start.Length >= 262 && start[257..].StartsWith("ustar"u8);

    private static bool IsSafeTensors(ReadOnlySpan<byte> start) => start.Length > 8 && start[8] == '{'
        && Encoding.ASCII.GetString(start[8..]).Contains("dtype", StringComparison.Ordinal);
}

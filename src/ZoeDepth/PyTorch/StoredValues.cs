using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.PyTorch;

/// <summary>
/// A tensor's elements: read as they lie in the file where they are in order, collected and converted where not.
/// </summary>
internal sealed unsafe class StoredValues(TorchTensor tensor) : IParameterValues
{
    private StorageBytes Home => (tensor.Storage.Root ?? tensor.Storage).Home!;

    /// <inheritdoc/>
    public ParameterLease Open() => Open(Work.Alone);

    /// <inheritdoc/>
    public ParameterLease Open(Work work)
    {
        var count = tensor.Count;
        if (count == 0) return Leased(new NativeBuffer(0));
        var size = tensor.DataType.Size();
        if (tensor.IsContiguous && !Home.IsBigEndian && Home.Place is { } place)
            return new FileValues(Home.File, place + tensor.Storage.HomeOffset + (tensor.Offset * size),
                tensor.DataType, count).Open(work);
        var buffer = new NativeBuffer(count);
        try
        {
            if (tensor.DataType == TensorDataType.F32)
            {
                Collect((byte*)buffer.Pointer);
                return Leased(buffer);
            }
            using var raw = new NativeBuffer(((count * size) + sizeof(float) - 1) / sizeof(float));
            Collect((byte*)raw.Pointer);
            FloatConversion.Widen((byte*)raw.Pointer, tensor.DataType, buffer.Pointer, count);
            return Leased(buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Copies all elements as they are, little-endian and in the order of the axes.</summary>
    public void Collect(byte* target)
    {
        using var bytes = Home.Open();
        TensorGathering.Copy(tensor, bytes.Pointer + tensor.Storage.HomeOffset, Home.IsBigEndian, target);
    }

    /// <summary>Compares the checksum of the storage.</summary>
    public void Verify() => Home.Verify();

    private static ParameterLease Leased(NativeBuffer buffer) => new(buffer.Pointer, buffer);
}

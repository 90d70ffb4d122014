using System.Buffers.Binary;
using System.Text;

namespace ZoeDepth.PyTorch;

/// <summary>
/// Writes the pickle of a checkpoint: a dictionary with a state dict, as <c>torch.save</c> describes it.
/// </summary>
internal readonly struct PickleWriter
{
    private readonly MemoryStream _bytes;

    private PickleWriter(MemoryStream bytes) => _bytes = bytes;

    /// <summary>The pickle of <c>{entry: OrderedDict(tensors)}</c>, each tensor in a storage of its own.</summary>
    public static byte[] Checkpoint(string entry, IReadOnlyList<WritableTensor> tensors)
    {
        using var bytes = new MemoryStream();
        var writer = new PickleWriter(bytes);
        bytes.Write([(byte)PickleCode.Proto, 2]);
        writer.Code(PickleCode.EmptyDict);
        writer.Text(entry);
        writer.OrderedDict();
        writer.Code(PickleCode.Mark);
        for (var i = 0; i < tensors.Count; i++)
        {
            writer.Text(tensors[i].Name);
            writer.Tensor(tensors[i], i);
        }
        writer.Code(PickleCode.SetItems);
        writer.Code(PickleCode.SetItem);
        writer.Code(PickleCode.Stop);
        return bytes.ToArray();
    }

    private void Tensor(WritableTensor tensor, int storage)
    {
        Global("torch._utils", "_rebuild_tensor_v2");
        Code(PickleCode.Mark);
        Code(PickleCode.Mark);
        Text("storage");
        Global("torch", PickleNames.StorageOf(tensor.DataType));
        Text($"{storage}");
        Text("cpu");
        Whole(tensor.Length / tensor.DataType.Size());
        Code(PickleCode.Tuple);
        Code(PickleCode.BinPersId);
        Whole(0);
        Wholes(tensor.Shape);
        Wholes(Strides(tensor.Shape));
        Code(PickleCode.False);
        OrderedDict();
        Code(PickleCode.Tuple);
        Code(PickleCode.Reduce);
    }

    private static long[] Strides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        for (var (axis, next) = (shape.Count - 1, 1L); axis >= 0; next *= Math.Max(1, shape[axis--]))
            strides[axis] = next;
        return strides;
    }

    private void OrderedDict()
    {
        Global("collections", "OrderedDict");
        Code(PickleCode.EmptyTuple);
        Code(PickleCode.Reduce);
    }

    private void Wholes(IReadOnlyList<long> wholes)
    {
        Code(PickleCode.Mark);
        foreach (var whole in wholes) Whole(whole);
        Code(PickleCode.Tuple);
    }

    private void Whole(long whole)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, whole);
        if (whole is >= int.MinValue and <= int.MaxValue)
        {
            Code(PickleCode.BinInt);
            _bytes.Write(bytes[..sizeof(int)]);
            return;
        }
        Code(PickleCode.Long1);
        _bytes.WriteByte(sizeof(long));
        _bytes.Write(bytes);
    }

    private void Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        Code(PickleCode.BinUnicode);
        _bytes.Write(length);
        _bytes.Write(utf8);
    }

    private void Global(string module, string name)
    {
        Code(PickleCode.Global);
        _bytes.Write(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));
    }

    private void Code(PickleCode code) => _bytes.WriteByte((byte)code);
}

using FsCheck;
using FsCheck.Fluent;
using ZoeDepth.PyTorch;

namespace ZoeDepth.Tests.PyTorch;

/// <summary>Views of storages, in every shape and with every stride.</summary>
public sealed unsafe class TensorGatheringTests
{
    private static readonly TensorDataType[] Types = Enum.GetValues<TensorDataType>();

    /// <summary>Up to four axes of up to four, any strides up to 7, any offset up to 5.</summary>
    private static Arbitrary<TorchTensor> Tensors()
    {
        var tensor =
            from type in Gen.Elements(Types)
            from rank in Gen.Choose(0, 4)
            from shape in Gen.ArrayOf(Gen.Choose(0, 4), rank)
            from strides in Gen.ArrayOf(Gen.Choose(0, 7), rank)
            from offset in Gen.Choose(0, 5)
            let last = offset + shape.Zip(strides, (extent, stride) => Math.Max(0, extent - 1) * stride).Sum()
            select TensorChecks.Checked("file", new TorchStorage("0", type, last + 1, false), type, offset,
                [.. shape.Select(extent => (long)extent)], [.. strides.Select(stride => (long)stride)]);
        return tensor.ToArbitrary();
    }

    [Fact]
    public void A_view_is_collected_like_its_definition_says() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Tensors(), tensor =>
        {
            foreach (var isBigEndian in new[] { false, true })
                Collected(tensor, isBigEndian).ShouldBe(Defined(tensor, isBigEndian));
        }));

    [Fact]
    public void A_view_is_called_contiguous_only_when_its_numbers_follow_one_another() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Tensors(), tensor =>
        {
            var places = Places(tensor).ToArray();
            tensor.IsContiguous.ShouldBe(places.SequenceEqual(
                Enumerable.Range(0, places.Length).Select(i => tensor.Offset + i)));
        }));

    private static byte[] Storage(TorchTensor tensor) =>
        [.. Enumerable.Range(0, (int)tensor.Storage.Bytes).Select(i => (byte)((i * 37) + 11))];

    private static byte[] Collected(TorchTensor tensor, bool isBigEndian)
    {
        var target = new byte[(tensor.Count * tensor.DataType.Size()) + 1];
        target[^1] = 99;
        fixed (byte* from = Storage(tensor))
        fixed (byte* to = target)
            TensorGathering.Copy(tensor, from, isBigEndian, to);
        target[^1].ShouldBe((byte)99, "a byte behind the tensor was written");
        return target[..^1];
    }

    private static byte[] Defined(TorchTensor tensor, bool isBigEndian)
    {
        var (storage, size) = (Storage(tensor), tensor.DataType.Size());
        var numbers = Places(tensor).Select(place => storage.AsSpan((int)place * size, size).ToArray());
        return [.. numbers.SelectMany(number => isBigEndian ? number.Reverse() : number)];
    }

    private static IEnumerable<long> Places(TorchTensor tensor)
    {
        for (var i = 0L; i < tensor.Count; i++)
        {
            var (rest, place) = (i, tensor.Offset);
            for (var axis = tensor.Shape.Length - 1; axis >= 0; axis--)
            {
                place += rest % tensor.Shape[axis] * tensor.Strides[axis];
                rest /= tensor.Shape[axis];
            }
            yield return place;
        }
    }
}

using System.Globalization;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>
/// The tensors of a checkpoint's object, each by its path: keys of dictionaries and places in lists, joined by
/// <c>/</c>. A bare tensor is called <c>tensor</c>.
/// </summary>
internal static class TensorTree
{
    /// <summary>A checkpoint of a training run is 5 deep. A cycle has no end, and ends here.</summary>
    private const int Deepest = 64;

    /// <summary>
    /// Objects seen on the way: a graph of 60 objects can be a tree of 2⁶⁰. And characters of all paths together.
    /// </summary>
    private const int MostVisits = 1_000_000, MostCharacters = 2 << 20;

    private const char Separator = '/';

    /// <summary>All tensors in the order of the file.</summary>
    /// <exception cref="CheckpointException">there is none, or the object is no tree of a sensible size</exception>
    public static IReadOnlyDictionary<string, TorchTensor> Of(object? root, string file)
    {
        var tensors = new Dictionary<string, TorchTensor>();
        if (root is TorchTensor bare)
        {
            tensors["tensor"] = bare;
            return tensors;
        }
        var (visits, characters) = (0, 0L);
        // A stack of iterators instead of recursion: how deep an object goes is the file's to say.
        var open = new Stack<Level>();
        open.Push(new Level("", Children(root)));
        while (open.TryPeek(out var level))
        {
            if (!level.Children.MoveNext())
            {
                open.Pop();
                continue;
            }
            if (++visits > MostVisits) throw TooLarge(file, $"more than {MostVisits} objects");
            var (key, value) = level.Children.Current;
            if (value is not (TorchTensor or PickleDict or PickleList or PickleTuple)) continue;
            if (open.Count == Deepest) throw TooLarge(file, $"objects within objects {Deepest} deep");
            var path = level.Path.Length == 0 ? KeyOf(key, file) : $"{level.Path}{Separator}{KeyOf(key, file)}";
            if ((characters += path.Length) > MostCharacters) throw TooLarge(file, "endless names");
            if (value is not TorchTensor tensor) open.Push(new Level(path, Children(value)));
            else if (!tensors.TryAdd(path, tensor))
                throw new CheckpointException(CheckpointFault.BadPickle, file,
                    $"the tensor {UntrustedText.Quoted(path)} is there twice; download or save the file again");
        }
        if (tensors.Count == 0 && root is not (PickleDict { Items.Count: 0 } or PickleList { Items.Count: 0 }))
            throw new CheckpointException(CheckpointFault.NoTensors, file,
                "it is sound and holds no tensor; expected a state dict, or a training checkpoint with one: " +
                "torch.save(model.state_dict(), \"weights.pt\")");
        return tensors;
    }

    private static IEnumerator<KeyValuePair<object?, object?>> Children(object? value)
    {
        IEnumerable<KeyValuePair<object?, object?>> children = value switch
        {
            PickleDict dict => dict.Items,
            PickleList list => Numbered(list.Items),
            PickleTuple tuple => Numbered(tuple.Items),
            _ => [],
        };
        return children.GetEnumerator();
    }

    private static IEnumerable<KeyValuePair<object?, object?>> Numbered(IEnumerable<object?> items) =>
        items.Select((item, i) => new KeyValuePair<object?, object?>((long)i, item));

    private static string KeyOf(object? key, string file) => key switch
    {
        string text => text,
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "True" : "False",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        null => "None",
        _ => throw new CheckpointException(CheckpointFault.BadPickle, file,
            "a tensor lies in a dictionary under a key that is neither a text nor a number; save the weights alone"),
    };

    private static CheckpointException TooLarge(string file, string what) => new(CheckpointFault.Limit, file,
        $"its object has {what}, or contains itself, as no checkpoint does; save the weights alone: " +
        "torch.save(model.state_dict(), \"weights.pt\")");

    private sealed record Level(string Path, IEnumerator<KeyValuePair<object?, object?>> Children);
}

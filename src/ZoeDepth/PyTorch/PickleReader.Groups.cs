namespace ZoeDepth.PyTorch;

/// <remarks>What puts objects together.</remarks>
internal ref partial struct PickleReader
{
    private void PushTuple(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--) items[i] = Pop();
        Push(new PickleTuple(items));
    }

    private void PushList()
    {
        var list = new PickleList();
        list.Items.AddRange(TakeFromMark());
        Push(list);
    }

    private void PushDict()
    {
        var items = TakeFromMark();
        Push(new PickleDict(isOrdered: false));
        SetItems(items);
    }

    private readonly void Append(object?[] items)
    {
        if (Top() is not PickleList list) throw Bad($"items are added to {Shown(Top())}, which is no list");
        list.Items.AddRange(items);
    }

    private void SetItem()
    {
        var value = Pop();
        SetItems([Pop(), value]);
    }

    private readonly void SetItems(object?[] items)
    {
        if (Top() is not PickleDict dict) throw Bad($"pairs are added to {Shown(Top())}, which is no dictionary");
        if (items.Length % 2 != 0) throw Bad("a dictionary gets a key without a value");
        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is PickleList or PickleDict) throw Bad($"{Shown(items[i])} cannot be a key");
            dict.Items.Add(new(items[i], items[i + 1]));
        }
    }

    private void StackGlobal()
    {
        var (name, module) = (Pop(), Pop());
        if (name is not string text || module is not string path) throw Bad("a name is not made of two texts");
        Push(PickleNames.Find(path, text, _file));
    }

    private void Reduce()
    {
        var (arguments, function) = (Pop(), Pop());
        if (function is not PickleName name) throw Bad($"{Shown(function)} is called, which is no function");
        if (arguments is not PickleTuple tuple) throw Bad($"{name.Name} is called with {Shown(arguments)}, no tuple");
        var made = _calls.Call(name, tuple.Items);
        // One list of pairs may become any number of dictionaries, each of which holds them all.
        if (made is PickleDict dict) Count(dict.Items.Count);
        Push(made);
    }

    private readonly void RefuseInstance(PickleName name) =>
        throw Bad($"an object of {name.Name} is made as Python 2 did");

    /// <summary>
    /// Attributes of an OrderedDict (PyTorch notes versions of modules there) and of tensors; weights need none.
    /// </summary>
    private void Build()
    {
        Pop();
        if (Top() is not (PickleDict { IsOrdered: true } or TorchTensor))
            throw Bad($"attributes are given to {Shown(Top())}, which has none");
    }

    private static string Shown(object? value) => value switch
    {
        null => "None",
        string => "a text",
        long or bool or double => "a number",
        PickleTuple => "a tuple",
        PickleList => "a list",
        PickleDict => "a dictionary",
        TorchTensor => "a tensor",
        TorchStorage => "a storage",
        PickleName name => name.Name,
        _ => "another object",
    };
}

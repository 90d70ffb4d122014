using System.Runtime.InteropServices;

namespace ZoeDepth.PyTorch;

/// <summary>
/// Reads a pickle, Python's own format for objects, as far as PyTorch's checkpoints use it (protocols 1 to 5). A pickle
/// is a program for a machine with a stack and a memory; this one can make numbers, texts, lists, tuples, dictionaries
/// and descriptions of tensors, and nothing else: names outside <see cref="PickleNames"/> end the reading, and what is
/// "called" are the few functions of <see cref="PickleCalls"/>.
/// </summary>
/// <remarks>
/// Every instruction makes at most one object, lengths are compared with the bytes that are there, and memory places
/// are keys and not indices, so memory stays in proportion to the pickle; nothing recurses.
/// </remarks>
internal ref partial struct PickleReader
{
    /// <summary>
    /// More objects than this are none of a checkpoint: a tensor takes about twenty, and ZoeD_NK has 615 tensors.
    /// </summary>
    private const int MostObjects = 1_000_000;

    /// <summary>Objects that wait to be put together: Python's pickler never lets 2,100 of them wait.</summary>
    private const int MostWaiting = 1 << 16;

    private const int NewestProtocol = 5;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _file;
    private readonly CheckpointFault _atEnd;
    private readonly PickleCalls _calls;
    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, object?> _memory = [];
    private int _at, _objects;

    /// <summary>A reader at the beginning of a pickle.</summary>
    /// <param name="bytes">the pickle, and perhaps more behind it</param>
    /// <param name="calls">makes what known functions return</param>
    /// <param name="file">for messages</param>
    /// <param name="atEnd">what is wrong when the bytes end first</param>
    public PickleReader(ReadOnlySpan<byte> bytes, PickleCalls calls, string file,
        CheckpointFault atEnd = CheckpointFault.BadPickle)
    {
        _bytes = bytes;
        _calls = calls;
        _file = file;
        _atEnd = atEnd;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _at;

    /// <summary>Reads to the instruction that ends the pickle.</summary>
    /// <returns>the object it is about</returns>
    /// <exception cref="CheckpointException">it is malformed, or names what is not on the list</exception>
    public object? Read()
    {
        while (true)
        {
            var code = (PickleCode)Byte();
            if (code == PickleCode.Stop) break;
            Run(code);
        }
        return Pop();
    }

    private void Run(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Proto: Protocol(); break;
            case PickleCode.Frame: Frame(); break;
            case PickleCode.Mark: Mark(); break;
            case PickleCode.Pop: Drop(); break;
            case PickleCode.PopMark: CutAtMark(); break;
            case PickleCode.Dup: Push(Top()); break;
            case PickleCode.EmptyTuple: Push(new PickleTuple([])); break;
            case PickleCode.Tuple: Push(new PickleTuple(TakeFromMark())); break;
            case PickleCode.Tuple1: Push(new PickleTuple([Pop()])); break;
            case PickleCode.Tuple2: PushTuple(2); break;
            case PickleCode.Tuple3: PushTuple(3); break;
            case PickleCode.EmptyList or PickleCode.EmptySet: Push(new PickleList()); break;
            case PickleCode.List or PickleCode.FrozenSet: PushList(); break;
            case PickleCode.Append: Append([Pop()]); break;
            case PickleCode.Appends or PickleCode.AddItems: Append(TakeFromMark()); break;
            case PickleCode.EmptyDict: Push(new PickleDict(isOrdered: false)); break;
            case PickleCode.Dict: PushDict(); break;
            case PickleCode.SetItem: SetItem(); break;
            case PickleCode.SetItems: SetItems(TakeFromMark()); break;
            case PickleCode.Global: Push(PickleNames.Find(Line(), Line(), _file)); break;
            case PickleCode.StackGlobal: StackGlobal(); break;
            case PickleCode.Reduce or PickleCode.NewObj: Reduce(); break;
            case PickleCode.Inst: RefuseInstance(PickleNames.Find(Line(), Line(), _file)); break;
            case PickleCode.Build: Build(); break;
            case PickleCode.BinPersId: Push(_calls.Storage(Pop())); break;
            case PickleCode.BinGet: Push(Recall(Byte())); break;
            case PickleCode.LongBinGet: Push(Recall(UInt32())); break;
            case PickleCode.BinPut: Remember(Byte()); break;
            case PickleCode.LongBinPut: Remember(UInt32()); break;
            case PickleCode.Memoize: Remember((uint)_memory.Count); break;
            default: Push(Literal(code)); break;
        }
    }

    private void Push(object? value)
    {
        Count(1);
        RequireRoom(_stack.Count);
        _stack.Add(value);
    }

    private void Mark()
    {
        RequireRoom(_marks.Count);
        _marks.Add(_stack.Count);
    }

    private void Count(int objects)
    {
        if ((_objects += objects) > MostObjects)
            throw new CheckpointException(CheckpointFault.Limit, _file,
                $"its pickle makes more than {MostObjects} objects, and no checkpoint does; save the weights alone");
    }

    private readonly void RequireRoom(int waiting)
    {
        if (waiting == MostWaiting)
            throw new CheckpointException(CheckpointFault.Limit, _file,
                $"its pickle opens objects within objects, {MostWaiting} deep, and no checkpoint does; save the " +
                "weights alone");
    }

    /// <summary>The newest object above the newest mark.</summary>
    private readonly object? Top() => _stack.Count > Floor ? _stack[^1] : throw Bad("an instruction finds no object");

    private object? Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private readonly int Floor => _marks.Count > 0 ? _marks[^1] : 0;

    /// <summary>Takes away an object, or a mark with nothing above it.</summary>
    private void Drop()
    {
        if (_stack.Count > Floor) Pop();
        else CutAtMark();
    }

    private void CutAtMark()
    {
        var floor = TakeMark();
        _stack.RemoveRange(floor, _stack.Count - floor);
    }

    private object?[] TakeFromMark()
    {
        var floor = TakeMark();
        var items = CollectionsMarshal.AsSpan(_stack)[floor..].ToArray();
        _stack.RemoveRange(floor, items.Length);
        return items;
    }

    private int TakeMark()
    {
        if (_marks.Count == 0) throw Bad("an instruction finds no mark");
        var floor = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        return floor;
    }

    private readonly void Remember(uint place)
    {
        if (place >= MostObjects)
            throw new CheckpointException(CheckpointFault.Limit, _file,
                $"its pickle remembers an object at place {place}, and {MostObjects} are more than any checkpoint has");
        _memory[place] = Top();
    }

    private readonly object? Recall(uint place) => _memory.TryGetValue(place, out var value)
        ? value : throw Bad($"it recalls place {place}, where nothing was put");

    private readonly CheckpointException Bad(string problem) => new(CheckpointFault.BadPickle, _file,
        $"its pickle is malformed at byte {_at}: {problem}; download or save the file again");

    private readonly CheckpointException End(long needed) => new(_atEnd, _file,
        $"its pickle ends early: {needed} bytes should follow byte {_at}, and {_bytes.Length - _at} do; download or " +
        "save the file again");
}

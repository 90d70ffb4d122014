namespace ZoeDepth.PyTorch;

/// <summary>The instructions of a pickle that are understood, by Python's names (<c>pickletools</c>).</summary>
internal enum PickleCode : byte
{
    /// <summary>The next object begins a group.</summary>
    Mark = (byte)'(',

    /// <summary>The end.</summary>
    Stop = (byte)'.',

    /// <summary>Forget the newest object.</summary>
    Pop = (byte)'0',

    /// <summary>Forget a group.</summary>
    PopMark = (byte)'1',

    /// <summary>The newest object once more.</summary>
    Dup = (byte)'2',

    /// <summary>Eight bytes, big-endian: a double.</summary>
    BinFloat = (byte)'G',

    /// <summary>A line: a whole number, or 00 and 01 for false and true.</summary>
    Int = (byte)'I',

    /// <summary>Four bytes: a whole number.</summary>
    BinInt = (byte)'J',

    /// <summary>One byte: a whole number.</summary>
    BinInt1 = (byte)'K',

    /// <summary>A line: a whole number of any size.</summary>
    Long = (byte)'L',

    /// <summary>Two bytes: a whole number.</summary>
    BinInt2 = (byte)'M',

    /// <summary>None.</summary>
    None = (byte)'N',

    /// <summary>What the newest object names outside the pickle: a storage.</summary>
    BinPersId = (byte)'Q',

    /// <summary>Call a function with a tuple of arguments.</summary>
    Reduce = (byte)'R',

    /// <summary>A text of Python 2, length in four bytes.</summary>
    BinString = (byte)'T',

    /// <summary>A text of Python 2, length in one byte.</summary>
    ShortBinString = (byte)'U',

    /// <summary>A text, length in four bytes.</summary>
    BinUnicode = (byte)'X',

    /// <summary>Add one item to a list.</summary>
    Append = (byte)'a',

    /// <summary>Give an object its attributes.</summary>
    Build = (byte)'b',

    /// <summary>Two lines: a module and a name in it.</summary>
    Global = (byte)'c',

    /// <summary>A dictionary of a group.</summary>
    Dict = (byte)'d',

    /// <summary>Add a group to a list.</summary>
    Appends = (byte)'e',

    /// <summary>Recall, place in one byte.</summary>
    BinGet = (byte)'h',

    /// <summary>An object of a class named in two lines.</summary>
    Inst = (byte)'i',

    /// <summary>Recall, place in four bytes.</summary>
    LongBinGet = (byte)'j',

    /// <summary>A list of a group.</summary>
    List = (byte)'l',

    /// <summary>Remember, place in one byte.</summary>
    BinPut = (byte)'q',

    /// <summary>Remember, place in four bytes.</summary>
    LongBinPut = (byte)'r',

    /// <summary>Add a pair to a dictionary.</summary>
    SetItem = (byte)'s',

    /// <summary>A tuple of a group.</summary>
    Tuple = (byte)'t',

    /// <summary>Add a group of pairs to a dictionary.</summary>
    SetItems = (byte)'u',

    /// <summary>An empty dictionary.</summary>
    EmptyDict = (byte)'}',

    /// <summary>An empty list.</summary>
    EmptyList = (byte)']',

    /// <summary>An empty tuple.</summary>
    EmptyTuple = (byte)')',

    /// <summary>The protocol, one byte.</summary>
    Proto = 0x80,

    /// <summary>Make an object of a class with a tuple of arguments.</summary>
    NewObj = 0x81,

    /// <summary>A tuple of one.</summary>
    Tuple1 = 0x85,

    /// <summary>A tuple of two.</summary>
    Tuple2 = 0x86,

    /// <summary>A tuple of three.</summary>
    Tuple3 = 0x87,

    /// <summary>True.</summary>
    True = 0x88,

    /// <summary>False.</summary>
    False = 0x89,

    /// <summary>A whole number, length in one byte.</summary>
    Long1 = 0x8A,

    /// <summary>A whole number, length in four bytes.</summary>
    Long4 = 0x8B,

    /// <summary>Bytes, length in four bytes.</summary>
    BinBytes = (byte)'B',

    /// <summary>Bytes, length in one byte.</summary>
    ShortBinBytes = (byte)'C',

    /// <summary>A text, length in one byte.</summary>
    ShortBinUnicode = 0x8C,

    /// <summary>A text, length in eight bytes.</summary>
    BinUnicode8 = 0x8D,

    /// <summary>Bytes, length in eight bytes.</summary>
    BinBytes8 = 0x8E,

    /// <summary>An empty set.</summary>
    EmptySet = 0x8F,

    /// <summary>Add a group to a set.</summary>
    AddItems = 0x90,

    /// <summary>A frozen set of a group.</summary>
    FrozenSet = 0x91,

    /// <summary>A name whose module and self are the newest objects.</summary>
    StackGlobal = 0x93,

    /// <summary>Remember at the next place.</summary>
    Memoize = 0x94,

    /// <summary>How many bytes belong together.</summary>
    Frame = 0x95,

    /// <summary>Bytes that may change, length in eight bytes.</summary>
    ByteArray8 = 0x96,
}

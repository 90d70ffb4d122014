using System.Buffers.Binary;
using Iced.Intel;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Runs assembled AMX code instruction by instruction on a processor that has none: the few instructions such a tile
/// consists of, as Intel's manual defines them (volume 2, <c>LDTILECFG</c> and the following). Memory is this
/// process's own.
/// </summary>
internal sealed unsafe class AmxEmulator
{
    private const int Registers = 8, MostRows = 16, RowBytes = 64;

    private readonly Dictionary<Register, long> _values = [];
    private readonly byte[][] _tiles =
        [.. Enumerable.Range(0, Registers).Select(_ => new byte[MostRows * RowBytes])];
    private readonly int[] _rows = new int[Registers], _columnBytes = new int[Registers];
    private bool _isZero, _isConfigured;

    /// <summary>Whether the tile registers were given back.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>Runs a piece of code from where it starts to its return, with one argument.</summary>
    public void Run(byte[] code, ulong start, nint argument)
    {
        _values[Register.RDI] = argument;
        for (var steps = 0; steps < 100_000; steps++)
        {
            var reader = new ByteArrayCodeReader(code, (int)start, code.Length - (int)start);
            var instruction = Decoder.Create(64, reader, start).Decode();
            if (instruction.Mnemonic == Mnemonic.Ret) return;
            start = Step(instruction) ?? instruction.NextIP;
        }
        throw new InvalidOperationException("the code does not return");
    }

    private ulong? Step(in Instruction i)
    {
        switch (i.Mnemonic)
        {
            case Mnemonic.Mov: Set(i.Op0Register, Operand(i, 1)); break;
            case Mnemonic.Add: Set(i.Op0Register, Operand(i, 0) + Operand(i, 1), flags: true); break;
            case Mnemonic.And: Set(i.Op0Register, Operand(i, 0) & Operand(i, 1), flags: true); break;
            case Mnemonic.Dec: Set(i.Op0Register, Operand(i, 0) - 1, flags: true); break;
            case Mnemonic.Shr: Set(i.Op0Register, Operand(i, 0) >>> (int)Operand(i, 1), flags: true); break;
            case Mnemonic.Imul: Set(i.Op0Register, Operand(i, 1) * Operand(i, 2)); break;
            case Mnemonic.Test: _isZero = (Operand(i, 0) & Operand(i, 1)) == 0; break;
            case Mnemonic.Je: return _isZero ? i.NearBranchTarget : null;
            case Mnemonic.Jne: return _isZero ? null : i.NearBranchTarget;
            case Mnemonic.Jmp: return i.NearBranchTarget;
            case Mnemonic.Ldtilecfg: Configure(new ReadOnlySpan<byte>((void*)Address(i), RowBytes)); break;
            case Mnemonic.Tilezero: Array.Clear(_tiles[Tile(i.Op0Register)]); break;
            case Mnemonic.Tileloadd: Load(Tile(i.Op0Register), i); break;
            case Mnemonic.Tilestored: Store(Tile(i.Op1Register), i); break;
            case Mnemonic.Tdpbusd: Multiply(Tile(i.Op0Register), Tile(i.Op1Register), Tile(i.Op2Register)); break;
            case Mnemonic.Tilerelease: (_isConfigured, IsReleased) = (false, true); break;
            default: throw new NotSupportedException($"{i}");
        }
        return null;
    }

    private void Set(Register register, long value, bool flags = false)
    {
        // Writing the lower half of a register clears the upper one.
        _values[register.GetFullRegister()] = register.GetSize() == 4 ? (uint)value : value;
        if (flags) _isZero = value == 0;
    }

    private long Operand(in Instruction i, int operand) => i.GetOpKind(operand) switch
    {
        OpKind.Register => Value(i.GetOpRegister(operand)),
        OpKind.Memory => *(long*)Address(i),
        _ => (long)i.GetImmediate(operand),
    };

    private long Value(Register register)
    {
        var value = _values.GetValueOrDefault(register.GetFullRegister());
        return register.GetSize() == 4 ? (uint)value : value;
    }

    private nint Address(in Instruction i) => (nint)(Value(i.MemoryBase) + Index(i) + (long)i.MemoryDisplacement64);

    private long Index(in Instruction i) =>
        i.MemoryIndex == Register.None ? 0 : Value(i.MemoryIndex) * i.MemoryIndexScale;

    private void Configure(ReadOnlySpan<byte> memory)
    {
        memory[0].ShouldBe((byte)1, "palette 1 is the only one there is");
        memory[1..16].ToArray().ShouldAllBe(reserved => reserved == 0);
        for (var tile = 0; tile < Registers; tile++)
        {
            _columnBytes[tile] = BinaryPrimitives.ReadUInt16LittleEndian(memory[(16 + (2 * tile))..]);
            _rows[tile] = memory[48 + tile];
            _columnBytes[tile].ShouldBeLessThanOrEqualTo(RowBytes);
            _rows[tile].ShouldBeLessThanOrEqualTo(MostRows);
            (_columnBytes[tile] == 0).ShouldBe(_rows[tile] == 0, "a register has both, or neither");
            Array.Clear(_tiles[tile]);
        }
        memory[(16 + (2 * Registers))..48].ToArray().ShouldAllBe(reserved => reserved == 0);
        memory[(48 + Registers)..].ToArray().ShouldAllBe(reserved => reserved == 0);
        (_isConfigured, IsReleased) = (true, false);
    }

    private static int Tile(Register register) => register - Register.TMM0;

    /// <summary>An instruction on a register without rows is undefined.</summary>
    private void RequireShape(int tile) => (_isConfigured && _rows[tile] > 0).ShouldBeTrue($"tmm{tile} has no shape");

    /// <summary>A row lies as many bytes behind the one before as the index register says.</summary>
    private byte* Row(in Instruction i, int row) =>
        (byte*)Value(i.MemoryBase) + (long)i.MemoryDisplacement64 + (row * Index(i));

    private void Load(int tile, in Instruction i)
    {
        RequireShape(tile);
        Array.Clear(_tiles[tile]);
        for (var row = 0; row < _rows[tile]; row++)
            new ReadOnlySpan<byte>(Row(i, row), _columnBytes[tile]).CopyTo(_tiles[tile].AsSpan(row * RowBytes));
    }

    private void Store(int tile, in Instruction i)
    {
        RequireShape(tile);
        for (var row = 0; row < _rows[tile]; row++)
            _tiles[tile].AsSpan(row * RowBytes, _columnBytes[tile])
                .CopyTo(new Span<byte>(Row(i, row), _columnBytes[tile]));
    }

    private void Multiply(int sums, int left, int right)
    {
        foreach (var tile in new[] { sums, left, right }) RequireShape(tile);
        _rows[left].ShouldBe(_rows[sums]);
        _columnBytes[right].ShouldBe(_columnBytes[sums]);
        _rows[right].ShouldBe(_columnBytes[left] / 4);
        for (var row = 0; row < _rows[sums]; row++)
            for (var column = 0; column < _columnBytes[sums] / 4; column++)
            {
                var at = _tiles[sums].AsSpan((row * RowBytes) + (4 * column), 4);
                var sum = BinaryPrimitives.ReadInt32LittleEndian(at);
                for (var i = 0; i < _columnBytes[left]; i++)
                    sum += _tiles[left][(row * RowBytes) + i]
                        * (sbyte)_tiles[right][(i / 4 * RowBytes) + (4 * column) + (i % 4)];
                BinaryPrimitives.WriteInt32LittleEndian(at, sum);
            }
    }
}

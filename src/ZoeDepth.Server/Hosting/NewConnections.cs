using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ZoeDepth.Server;

/// <summary>
/// Has the system take no further connection for a socket that listens, while what it has taken can still be asked for.
/// On Linux a filter of the socket drops the packets that open a connection (SYN without ACK): their senders try again
/// a second later and find the port closed. Elsewhere connections come until the socket is closed.
/// </summary>
internal static unsafe class NewConnections
{
    // asm-generic/socket.h; linux/bpf_common.h.
    private const int SocketLevel = 1, AttachFilter = 26;
    private const ushort LoadByte = 0x30, And = 0x54, JumpIfEqual = 0x15, Return = 0x06;
    private const uint FlagsOfTcp = 13, Syn = 0x02, Ack = 0x10;

    /// <summary>Takes no more.</summary>
    public static void Refuse(Socket listening)
    {
        if (!OperatingSystem.IsLinux()) return;
        // The socket's filter sees a packet from the header of TCP on.
        Instruction* filter = stackalloc Instruction[]
        {
            new(LoadByte, 0, 0, FlagsOfTcp),
            new(And, 0, 0, Syn | Ack),
            new(JumpIfEqual, 0, 1, Syn),
            new(Return, 0, 0, 0),
            new(Return, 0, 0, uint.MaxValue),
        };
        var program = new FilterProgram(5, filter);
        try
        {
            listening.SetRawSocketOption(SocketLevel, AttachFilter, new(&program, sizeof(FilterProgram)));
        }
        catch (SocketException)
        {
            // A system that only looks like Linux: as elsewhere.
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Instruction(ushort code, byte ifTrue, byte ifFalse, uint operand)
    {
        private readonly ushort _code = code;
        private readonly byte _ifTrue = ifTrue, _ifFalse = ifFalse;
        private readonly uint _operand = operand;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct FilterProgram(ushort count, Instruction* first)
    {
        private readonly ushort _count = count;
        private readonly Instruction* _first = first;
    }
}

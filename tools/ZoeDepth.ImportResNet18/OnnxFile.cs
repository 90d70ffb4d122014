using System.Runtime.InteropServices;
using Google.Protobuf;

namespace ZoeDepth.ImportResNet18;

/// <summary>A step of the graph.</summary>
/// <param name="Kind">"Conv", "BatchNormalization", …</param>
/// <param name="Name">"ReLU253"</param>
/// <param name="Inputs">names of what it reads</param>
/// <param name="Output">name of what it makes</param>
/// <param name="Epsilon">what a batch norm adds to the variance; 1e-5 where the file says nothing</param>
internal sealed record OnnxNode(string Kind, string Name, IReadOnlyList<string> Inputs, string Output, float Epsilon);

/// <summary>Numbers of the graph.</summary>
/// <param name="Shape">extents, outermost first</param>
/// <param name="Values">row-major</param>
internal sealed record OnnxTensor(IReadOnlyList<long> Shape, float[] Values);

/// <summary>
/// Steps and numbers of an ONNX file, read field by field from its protobuf: <c>ModelProto.graph</c> is field 7,
/// <c>GraphProto.node</c> 1 and <c>initializer</c> 5 (onnx.proto3).
/// </summary>
internal sealed class OnnxFile
{
    private const uint LengthDelimited = 2, Fixed32 = 5;

    /// <summary>The steps in the order of the file.</summary>
    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>The numbers by name.</summary>
    public Dictionary<string, OnnxTensor> Tensors { get; } = [];

    /// <summary>The whole file.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Reads a file.</summary>
    public static OnnxFile Read(string path)
    {
        var file = new OnnxFile { Bytes = File.ReadAllBytes(path) };
        foreach (var graph in Messages(file.Bytes, field: 7))
        {
            file.Nodes.AddRange(Messages(graph, field: 1).Select(Node));
            foreach (var tensor in Messages(graph, field: 5))
                file.Tensors[Texts(tensor, field: 8).Single()] = Tensor(tensor);
        }
        return file;
    }

    /// <summary>The file with further outputs: messages of protobuf merge when one follows the other.</summary>
    public byte[] WithOutputs(IEnumerable<string> names)
    {
        using var graph = new MemoryStream();
        using (var to = new CodedOutputStream(graph, leaveOpen: true))
            foreach (var name in names)
                Put(to, field: 12, Written(info => Put(info, field: 1, System.Text.Encoding.UTF8.GetBytes(name))));
        return [.. Bytes, .. Written(model => Put(model, field: 7, graph.ToArray()))];
    }

    private static OnnxNode Node(byte[] node)
    {
        var epsilon = 1e-5f;
        foreach (var attribute in Messages(node, field: 5))
        {
            if (Texts(attribute, field: 1).Single() != "epsilon") continue;
            var input = new CodedInputStream(attribute);
            while (input.ReadTag() is var tag and not 0)
            {
                if (tag == ((2 << 3) | Fixed32)) epsilon = input.ReadFloat();
                else input.SkipLastField();
            }
        }
        return new(Texts(node, field: 4).Single(), Texts(node, field: 3).FirstOrDefault(""), [.. Texts(node, field: 1)],
            Texts(node, field: 2).First(), epsilon);
    }

    /// <summary>Dimensions are field 1; numbers are field 4, packed floats, or 9, raw bytes.</summary>
    private static OnnxTensor Tensor(byte[] tensor)
    {
        var shape = new List<long>();
        var values = Array.Empty<float>();
        var input = new CodedInputStream(tensor);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag >> 3)
            {
                case 1 when (tag & 7) == LengthDelimited:
                    for (var packed = new CodedInputStream(input.ReadBytes().ToByteArray()); !packed.IsAtEnd;)
                        shape.Add(packed.ReadInt64());
                    break;
                case 1: shape.Add(input.ReadInt64()); break;
                case 4 or 9: values = MemoryMarshal.Cast<byte, float>(input.ReadBytes().Span).ToArray(); break;
                default: input.SkipLastField(); break;
            }
        }
        var count = shape.Aggregate(1L, (product, extent) => product * extent);
        return values.Length == count ? new(shape, values)
            : throw new InvalidDataException(
                $"a tensor of shape [{string.Join(", ", shape)}] holds {values.Length} numbers; expected {count} of " +
                "float32");
    }

    private static IEnumerable<string> Texts(byte[] message, int field) =>
        Messages(message, field).Select(System.Text.Encoding.UTF8.GetString);

    /// <summary>Every length-delimited field of a number.</summary>
    private static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == (((uint)field << 3) | LengthDelimited)) yield return input.ReadBytes().ToByteArray();
            else input.SkipLastField();
        }
    }

    private static byte[] Written(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var to = new CodedOutputStream(stream, leaveOpen: true)) write(to);
        return stream.ToArray();
    }

    private static void Put(CodedOutputStream to, int field, byte[] message)
    {
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteBytes(ByteString.CopyFrom(message));
    }
}

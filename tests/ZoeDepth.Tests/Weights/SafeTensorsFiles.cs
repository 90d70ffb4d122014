using System.Text;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Small files for the tests.</summary>
internal static class SafeTensorsFiles
{
    /// <summary>The bytes of a file with any header, right or wrong.</summary>
    public static byte[] Bytes(string header, params byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data];
    }

    /// <summary>The numbers of a parameter as its source gives them.</summary>
    public static unsafe float[] Floats(Parameter parameter)
    {
        using var lease = parameter.Open();
        return new ReadOnlySpan<float>(lease.Pointer, (int)parameter.Shape.Count).ToArray();
    }

    /// <summary>A tensor of a source as float32.</summary>
    public static float[] Floats(IWeightSource source, string key)
    {
        var tensor = source.Find(key, new Shape())!;
        using var parameter = new Parameter(key, new Shape([.. tensor.Shape.Select(extent => (int)extent)]),
            tensor.Values);
        return Floats(parameter);
    }

    /// <summary>A parameter that holds the numbers 0, 1, 2 … times a factor.</summary>
    public static Parameter Counting(string name, Shape shape, float factor = 1) =>
        new(name, shape, new MemoryValues(Enumerable.Range(0, (int)shape.Count).Select(i => i * factor).ToArray()));
}

using ZoeDepth.Tensors;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>Parameters for tests that are about something else.</summary>
internal static class Parameters
{
    public static Parameter Ones(string name, params int[] shape) => Of(name, _ => 1, shape);

    public static Parameter Of(string name, Func<int, float> value, params int[] shape)
    {
        var extents = new Shape(shape);
        return new Parameter(name, extents,
            new MemoryValues([.. Enumerable.Range(0, (int)extents.Count).Select(value)]));
    }
}

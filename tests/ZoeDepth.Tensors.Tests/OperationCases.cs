namespace ZoeDepth.Tensors.Tests;

/// <summary>
/// The catalogue: every operation in small and odd sizes. A new operation is tested by adding a row to a group (one
/// group per file beside this one); a test fails for an operation that has none.
/// </summary>
public static partial class OperationCases
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<OperationCase> All { get; } =
    [
        .. Dense(),
        .. Tokens(),
        .. Attentions(),
        .. Pointwise(),
        .. Pictures(),
        .. Losses(),
        .. Dropped(),
    ];

    /// <summary>The names of all rows, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(row => row.Name)];

    /// <summary>The row of that name.</summary>
    public static OperationCase Named(string name) => All.Single(row => row.Name == name);
}

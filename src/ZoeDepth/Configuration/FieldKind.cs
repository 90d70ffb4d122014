using System.Globalization;
using System.Text.Json;

namespace ZoeDepth;

/// <summary>How one kind of value stands in <c>config.json</c>.</summary>
/// <param name="Expected">the kind in words, for error messages</param>
/// <param name="Read">the value, or null when something else stands there</param>
/// <param name="Write">puts the value</param>
internal sealed record FieldKind<T>(string Expected, Func<JsonElement, (bool Fits, T Value)> Read,
    Action<Utf8JsonWriter, T> Write);

/// <summary>
/// The kinds of values that occur. Numbers are written as Python's <c>json</c> writes them, so that a file survives a
/// visit unchanged.
/// </summary>
internal static class FieldKind
{
    public static FieldKind<string> Text { get; } = new("a text",
        e => e.ValueKind == JsonValueKind.String ? (true, e.GetString()!) : (false, ""),
        (writer, value) => writer.WriteStringValue(value));

    public static FieldKind<int> Whole { get; } = new("a whole number",
        e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var value) ? (true, value) : (false, 0),
        (writer, value) => writer.WriteNumberValue(value));

    /// <summary>The side of a square, or a list of rows and columns.</summary>
    public static FieldKind<(int Rows, int? Columns)> Sides { get; } = new(
        "a whole number, or a list of two, rows and columns",
        e => e.ValueKind != JsonValueKind.Array
            ? Whole.Read(e) is (true, var side) ? (true, (side, null)) : (false, (0, null))
            : ListOf(Whole).Read(e) is (true, [var rows, var columns])
                ? (true, (rows, rows == columns ? null : columns)) : (false, (0, null)),
        (writer, sides) =>
        {
            if (sides.Columns is { } columns) ListOf(Whole).Write(writer, [sides.Rows, columns]);
            else Whole.Write(writer, sides.Rows);
        });

    public static FieldKind<double> Number { get; } = new("a finite number",
        e => e.ValueKind == JsonValueKind.Number && e.TryGetDouble(out var value) && double.IsFinite(value)
        ? (true, value) : (false, 0),
        (writer, value) => JsonElement.Parse(PythonFloat(value)).WriteTo(writer));

    /// <summary>A number that PyTorch takes for a size when it is whole: written without a fraction then.</summary>
    public static FieldKind<double> Factor { get; } = new(Number.Expected, Number.Read, (writer, value) =>
    {
        if (value == (int)value) writer.WriteNumberValue((int)value);
        else Number.Write(writer, value);
    });

    public static FieldKind<bool> Flag { get; } = new("true or false",
        e => e.ValueKind is JsonValueKind.True or JsonValueKind.False ? (true, e.GetBoolean()) : (false, false),
        (writer, value) => writer.WriteBooleanValue(value));

    /// <summary>A list of one kind.</summary>
    public static FieldKind<IReadOnlyList<T>> ListOf<T>(FieldKind<T> item) => new($"a list, each item {item.Expected}",
        element =>
        {
            if (element.ValueKind != JsonValueKind.Array) return (false, []);
            var items = element.EnumerateArray().Select(item.Read).ToArray();
            return (items.All(i => i.Fits), Array.ConvertAll(items, i => i.Value));
        },
        (writer, list) =>
        {
            writer.WriteStartArray();
            foreach (var value in list) item.Write(writer, value);
            writer.WriteEndArray();
        });

    /// <summary>The same, or null.</summary>
    public static FieldKind<T?> OrNull<T>(this FieldKind<T> kind) where T : class => new($"{kind.Expected} or null",
        e => e.ValueKind == JsonValueKind.Null ? (true, null) : kind.Read(e),
        (writer, value) => WriteOrNull(writer, value is null, () => kind.Write(writer, value!)));

    /// <summary>The same, or null.</summary>
    public static FieldKind<T?> ValueOrNull<T>(this FieldKind<T> kind)
        where T : struct => new($"{kind.Expected} or null",
        e => e.ValueKind == JsonValueKind.Null ? (true, null) : kind.Read(e),
        (writer, value) => WriteOrNull(writer, value is null, () => kind.Write(writer, value!.Value)));

    private static void WriteOrNull(Utf8JsonWriter writer, bool isNull, Action write)
    {
        if (isNull) writer.WriteNullValue();
        else write();
    }

    /// <summary>
    /// The shortest text that reads back to the same double, spelt as Python's <c>repr</c>: <c>10.0</c>, <c>1e-05</c>,
    /// <c>1e+16</c>.
    /// </summary>
    private static string PythonFloat(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E', StringComparison.Ordinal)) return text.Replace('E', 'e');
        if (text.Contains('.', StringComparison.Ordinal)) return text;
        // .NET turns to exponents at 1e17, Python at 1e16: seventeen digits.
        var sign = value < 0 ? 1 : 0;
        if (text.Length - sign < 17) return text + ".0";
        var fraction = text[(sign + 1)..].TrimEnd('0');
        return $"{text[..(sign + 1)]}{(fraction.Length == 0 ? "" : ".")}{fraction}e+16";
    }
}

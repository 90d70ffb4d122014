using System.Text;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

/// <summary>
/// The tensors of a checkpoint are not those of the model. Everything that differs is listed; nothing was loaded.
/// </summary>
public sealed class CheckpointMismatchException : CheckpointException
{
    /// <summary>As many of each kind stand in the message; the properties hold all.</summary>
    private const int Most = 8;

    /// <summary>An error that lists all differences.</summary>
    /// <param name="file">where the weights come from</param>
    /// <param name="wanted">how many tensors the model has</param>
    /// <param name="missing">keys of the model that the checkpoint lacks</param>
    /// <param name="wrongShapes">tensors of another shape</param>
    /// <param name="unexpected">keys of the checkpoint that the model lacks</param>
    public CheckpointMismatchException(
        string file, int wanted, IReadOnlyList<string> missing, IReadOnlyList<WrongShape> wrongShapes,
        IReadOnlyList<string> unexpected)
        : base(CheckpointFault.Mismatch, file, Text(wanted, missing, wrongShapes, unexpected))
    {
        Missing = missing;
        WrongShapes = wrongShapes;
        Unexpected = unexpected;
    }

    /// <summary>Keys of the model that the checkpoint lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Tensors of another shape.</summary>
    public IReadOnlyList<WrongShape> WrongShapes { get; }

    /// <summary>Keys of the checkpoint that the model lacks.</summary>
    public IReadOnlyList<string> Unexpected { get; }

    private static string Text(int wanted, IReadOnlyList<string> missing, IReadOnlyList<WrongShape> wrongShapes,
        IReadOnlyList<string> unexpected)
    {
        var text = new StringBuilder("the tensors are not those of the model, which has ").Append(wanted);
        List(text, "missing", missing, key => UntrustedText.Shown(key));
        List(text, "of another shape", wrongShapes, wrong => wrong.ToString());
        List(text, "unexpected", unexpected, key => UntrustedText.Shown(key));
        return text.Append("\nUse the config.json that was saved with these weights.").ToString();
    }

    private static void List<T>(StringBuilder text, string what, IReadOnlyList<T> items, Func<T, string> shown)
    {
        if (items.Count == 0) return;
        text.Append("\n  ").Append(items.Count).Append(' ').Append(what).Append(':');
        foreach (var item in items.Take(Most)) text.Append("\n    ").Append(shown(item));
        if (items.Count > Most) text.Append("\n    … and ").Append(items.Count - Most).Append(" more");
    }

    /// <summary>A tensor whose shape is not the model's.</summary>
    /// <param name="Name">its key</param>
    /// <param name="Expected">the model's shape</param>
    /// <param name="Received">the file's shape</param>
    public sealed record WrongShape(string Name, string Expected, string Received)
    {
        /// <inheritdoc/>
        public override string ToString() =>
            $"{UntrustedText.Shown(Name)}: expected {UntrustedText.Shown(Expected)}, received " +
            $"{UntrustedText.Shown(Received)}";
    }
}

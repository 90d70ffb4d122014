using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>A form of a parameter on its way into a file, where <see cref="IPreparedForms"/> will find it.</summary>
internal sealed unsafe class PreparedForm
{
    /// <summary>What of the panels' layout a file must agree with.</summary>
    public const string Layout = PackedMatrix.Layout;

    private readonly DerivedForm _form;
    private readonly PanelExtents _extents;

    private PreparedForm(Parameter parameter, DerivedForm form, PanelExtents extents) =>
        (Parameter, _form, _extents) = (parameter, form, extents);

    /// <summary>Takes the next piece of a form.</summary>
    public delegate void Piece(int index, ReadOnlySpan<byte> bytes);

    /// <summary>Whose numbers.</summary>
    public Parameter Parameter { get; }

    /// <summary>What the file calls the form beside the parameter's name.</summary>
    public string Key => _form.Key;

    /// <summary>Floats of its panels.</summary>
    public long Floats => _extents.Floats;

    /// <summary>The forms that products of a pass ask for, in the order in which they do first.</summary>
    /// <param name="pass">the pass</param>
    /// <param name="run">what runs in it</param>
    public static IReadOnlyList<PreparedForm> NeededBy(Pass pass, Action run)
    {
        var (needed, seen) = (new List<PreparedForm>(), new HashSet<(Parameter, DerivedForm)>());
        pass.Needs = (parameter, form) =>
        {
            if (seen.Add((parameter, form)) && form.ExtentsIn(parameter.Shape) is { } extents)
                needed.Add(new PreparedForm(parameter, form, extents));
        };
        try
        {
            run();
        }
        finally
        {
            pass.Needs = null;
        }
        return needed;
    }

    /// <summary>Packs the form, and hands its bytes over in pieces; nothing of it stays.</summary>
    /// <param name="work">threads</param>
    /// <param name="pieceBytes">bytes of all pieces but the last</param>
    /// <param name="take">takes them in order</param>
    public void Write(Work work, int pieceBytes, Piece take)
    {
        using var numbers = Parameter.Open();
        using var panels = _form.Pack(work, numbers, Parameter.Shape);
        if (panels.Extents != _extents)
            throw new InvalidOperationException(
                $"{Parameter.Name} was packed as {panels.Extents}, and {_extents} was expected of {_form}");
        for (var at = 0L; at < panels.Bytes; at += pieceBytes)
            take((int)(at / pieceBytes), new ReadOnlySpan<byte>((byte*)panels.Panel(0) + at,
                (int)Math.Min(pieceBytes, panels.Bytes - at)));
    }
}

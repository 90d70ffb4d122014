using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

public sealed unsafe partial class Pass
{
    private int _user;

    /// <summary>The thread that used the pass last.</summary>
    internal int Thread { get; private set; }

    /// <summary>
    /// Reads all parameters of a group as they are now, until the pass ends: what other threads write from here on,
    /// this pass does not see.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the group was disposed</exception>
    internal void Enter(ParameterGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        using var use = Use();
        lock (group.Gate)
            foreach (var parameter in group.Parameters) Enter(parameter);
    }

    /// <summary>
    /// The snapshot of a parameter that this pass reads: the newest when it first asked. It stays until the pass ends,
    /// unless the pass's own thread replaces it.
    /// </summary>
    internal ParameterSnapshot Enter(Parameter parameter)
    {
        if (_reading.TryGetValue(parameter, out var snapshot))
        {
            if (!parameter.WasReplacedByThisThread(snapshot)) return snapshot;
            _reading.Remove(parameter);
            parameter.Leave(snapshot, this);
        }
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _reading[parameter] = parameter.Enter(this);
    }

    /// <summary>The values of a parameter in memory; null for none.</summary>
    internal float* Read(Parameter? parameter) => parameter is null ? null : Enter(parameter).Pointer;

    /// <summary>The values of a parameter, not kept in memory.</summary>
    internal ParameterLease Open(Parameter parameter) => Enter(parameter).Open(Work);

    /// <summary>
    /// A parameter as panels for one product. They are kept with the parameter and made anew when its values change;
    /// one form serves every instruction set. A large one (from 1 MB on) is kept from its second use on alone: a single
    /// photograph would otherwise fill 1.2 GB of fresh memory to read it once, which takes longer than the network.
    /// </summary>
    /// <param name="parameter">whose values</param>
    /// <param name="form">what distinguishes this form from others of the same parameter</param>
    /// <param name="make">
    /// packs the values; the second argument is the form of an earlier version, whose memory may serve again, or null;
    /// the third says that the panels are scratch of the work
    /// </param>
    internal PackedOperand Operand(Parameter parameter, DerivedForm form,
        Func<ParameterLease, PackedMatrix?, bool, PackedMatrix> make)
    {
        const long worthScratch = 1 << 18;
        Needs?.Invoke(parameter, form);
        var snapshot = Enter(parameter);
        if (parameter.Shape.Count < worthScratch || snapshot.IsWorthKeeping(form))
            return new PackedOperand(
                snapshot.Panels(form, Precision, Work, (lease, earlier) => make(lease, earlier, false)),
                isKept: true);
        if (snapshot.Prepared(form, Work, scratch: Work) is { } prepared)
            return new PackedOperand(prepared, isKept: false);
        using var opened = snapshot.Open(Work);
        return new PackedOperand(make(opened, null, true), isKept: false);
    }

    /// <summary>Told the forms of parameters that products ask for, each time they do.</summary>
    internal Action<Parameter, DerivedForm>? Needs { get; set; }

    /// <summary>This thread uses the pass until the result is disposed; it may use it again meanwhile.</summary>
    /// <exception cref="InvalidOperationException">another thread uses the pass</exception>
    internal PassUse Use()
    {
        var thread = Environment.CurrentManagedThreadId;
        var user = Interlocked.CompareExchange(ref _user, thread, 0);
        if (user != 0 && user != thread)
        {
            throw new InvalidOperationException(
                $"[pass] two threads use one pass at once, {user} and {thread}; give each thread a pass of its own: " +
                "they may share a model, not tensors or a workspace");
        }
        Thread = thread;
        return new PassUse(user == 0 ? this : null);
    }

    internal readonly ref struct PassUse(Pass? pass)
    {
        private readonly Pass? _pass = pass;

        public void Dispose()
        {
            if (_pass is not null) Volatile.Write(ref _pass._user, 0);
        }
    }
}

using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>Numbers of a file, some of whose forms were packed ahead.</summary>
internal sealed class PreparedValues(IParameterValues values, IPreparedForms prepared) : IParameterValues
{
    /// <inheritdoc/>
    public bool? IsQuantized => values.IsQuantized;

    /// <inheritdoc/>
    public IPreparedForms Prepared => prepared;

    /// <inheritdoc/>
    public ParameterLease Open() => values.Open();

    /// <inheritdoc/>
    public ParameterLease Open(Work work) => values.Open(work);
}

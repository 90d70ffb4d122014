using Xunit.Abstractions;
using Xunit.Sdk;

namespace ZoeDepth.Testing;

/// <summary>
/// A theory over golden cases. A set named by <c>ZOEDEPTH_GOLDENS</c> may have no case of a kind, and then there is nothing to run; in the repository's own set
/// no case is an error, as in every theory.
/// </summary>
[XunitTestCaseDiscoverer("ZoeDepth.Testing.GoldenTheoryDiscoverer", "ZoeDepth.Testing")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoldenTheoryAttribute : TheoryAttribute;

/// <summary>Finds the rows of a <see cref="GoldenTheoryAttribute"/>.</summary>
public sealed class GoldenTheoryDiscoverer(IMessageSink diagnosticMessageSink) : TheoryDiscoverer(diagnosticMessageSink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        base.Discover(discoveryOptions, testMethod, theoryAttribute)
            .Where(item => !(Goldens.IsForeign && item is ExecutionErrorTestCase { ErrorMessage: var message } && message.StartsWith("No data found", StringComparison.Ordinal)));
}

using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Tensors.Tests.Core;

public sealed unsafe class ParameterTests
{
    private static readonly DerivedForm A = new(FormUse.Linear, PanelFormat.Float32), B = A with { First = 1 };

    [Fact]
    public void A_derived_form_is_made_once_and_again_after_the_numbers_changed()
    {
        using var weight = Parameters.Of("w", i => i + 1, 3);
        var first = Derived(weight, A, Double);
        Derived(weight, A, Double).ShouldBeSameAs(first);
        first.Numbers.ShouldBe([2f, 4, 6]);

        using (var w = weight.Write())
        {
            w.Values[1] = 10;
            weight.Version.ShouldBe(0);
        }
        weight.Version.ShouldBe(1);
        var second = Derived(weight, A, Double);
        second.ShouldNotBeSameAs(first);
        second.Numbers.ShouldBe([2f, 20, 6]);
        first.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public void Forms_are_kept_apart_by_name_and_serve_every_instruction_set()
    {
        using var weight = Parameters.Ones("w", 3);
        var here = Derived(weight, A, Double);
        Derived(weight, B, Double).ShouldNotBeSameAs(here);
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            Derived(weight, A, Double).ShouldBeSameAs(here);
        }
        here.IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public void Disposing_a_parameter_disposes_its_forms()
    {
        var weight = Parameters.Ones("w", 3);
        var form = Derived(weight, A, Double);
        weight.Dispose();
        form.IsDisposed.ShouldBeTrue();
        weight.Dispose();
    }

    [Fact]
    public void A_disposed_parameter_names_itself_instead_of_giving_freed_memory()
    {
        var mapped = new Mapped([1, 2, 3]);
        foreach (var weight in new[]
            { Parameters.Ones("layer.0.weight", 3), new Parameter("layer.0.weight", new Shape(3), mapped) })
        {
            weight.Gradient.Fill(1);
            weight.Dispose();
            weight.HasGradient.ShouldBeFalse();
            Action[] uses =
            [
                () => _ = weight.Pointer, () => _ = weight.Values.Length, () => _ = weight.GradientPointer, () =>
                    weight.Open().Dispose(),
                () => Derived(weight, A, Double),
            ];
            foreach (var use in uses)
                Should.Throw<ObjectDisposedException>(use).Message
                    .ShouldStartWith(
                        "the parameter layer.0.weight [3] was used after it was disposed; dispose the model after " +
                        "its last use");
        }
        mapped.Opened.ShouldBe(0);
    }

    [Fact]
    public void Numbers_that_are_being_written_when_their_parameter_is_disposed_live_until_the_scope_ends()
    {
        var buffer = new NativeBuffer(3);
        var weight = new Parameter("w", new Shape(3), new MemoryValues(buffer));
        using (var w = weight.Write())
        {
            weight.Dispose();
            buffer.IsClosed.ShouldBeFalse();
            w.Values.Fill(1);
        }
        buffer.IsClosed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => weight.Write().Dispose());
    }

    [Fact]
    public void A_writer_gives_no_numbers_after_its_scope_ended()
    {
        using var weight = Parameters.Ones("w", 3);
        Should.Throw<InvalidOperationException>(() =>
        {
            var w = weight.Write();
            w.Dispose();
            w.Values.Fill(1);
        }).Message.ShouldStartWith("the parameter w [3] was written after its writing scope had ended");
        Should.Throw<InvalidOperationException>(() =>
        {
            var w = weight.Write();
            w.Dispose();
            w.Dispose();
        });
        using (var w = weight.Write()) w.Values[0] = 2;
        weight.Values[0].ShouldBe(2);
    }

    [Fact]
    public void A_form_that_is_being_made_when_its_parameter_is_disposed_lives_until_its_reader_leaves()
    {
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var weight = Parameters.Ones("w", 3);
        Form? form = null;
        var numbers = Array.Empty<float>();
        var making = new Thread(() =>
        {
            var snapshot = weight.Enter(begun);
            form = snapshot.Packed<Form>(A, Precision.Float32, (lease, _) =>
            {
                begun.Set();
                go.Wait();
                return Double(lease);
            });
            numbers = form.IsDisposed ? [] : [.. form.Numbers];
            weight.Leave(snapshot, begun);
        });
        making.Start();
        begun.Wait();
        weight.Dispose();
        Should.Throw<ObjectDisposedException>(() => weight.Open());
        go.Set();
        making.Join();
        numbers.ShouldBe([2f, 2, 2]);
        form!.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public void A_form_that_could_not_be_made_is_asked_for_again()
    {
        using var weight = Parameters.Ones("w", 3);
        Should.Throw<InvalidOperationException>(() =>
            Derived(weight, A, (_, _) => throw new InvalidOperationException("no")));
        Derived(weight, A, Double).Numbers.ShouldBe([2f, 2, 2]);
        weight.Write().Dispose();
        Should.Throw<InvalidOperationException>(() =>
            Derived(weight, A, (_, _) => throw new InvalidOperationException("no")));
        Derived(weight, A, Double).IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public void A_mapped_parameter_is_read_once_and_closed_when_its_numbers_are_wanted_in_memory()
    {
        var mapped = new Mapped([1, 2, 3]);
        using var weight = new Parameter("w", new Shape(3), mapped);
        weight.Values.ToArray().ShouldBe([1f, 2, 3]);
        using (var w = weight.Write()) w.Values[0] = 7;
        weight.Values.ToArray().ShouldBe([7f, 2, 3]);
        (mapped.Opened, mapped.Closed).ShouldBe((1, 1));
        using var lease = weight.Open();
        lease.Pointer[0].ShouldBe(7);
    }

    [Fact]
    public void A_derived_form_reads_a_mapped_parameter_without_keeping_it()
    {
        var mapped = new Mapped([1, 2, 3]);
        using var weight = new Parameter("w", new Shape(3), mapped);
        Derived(weight, A, Double).Numbers.ShouldBe([2f, 4, 6]);
        (mapped.Opened, mapped.Closed).ShouldBe((1, 1));
        using (weight.Open()) mapped.Opened.ShouldBe(2);
        mapped.Closed.ShouldBe(2);
    }

    [Fact]
    public void First_uses_from_several_threads_at_once_share_one_form_and_one_copy_of_the_numbers()
    {
        const int threads = 6;
        for (var round = 0; round < 20; round++)
        {
            var mapped = new Mapped([1, 2, 3]);
            using var weight = new Parameter("w", new Shape(3), mapped);
            using var start = new Barrier(threads);
            var (forms, copies) = (new Form[threads], new nint[threads]);
            var made = 0;
            var users = Enumerable.Range(0, threads).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                if (i % 2 == 0) copies[i] = (nint)weight.Pointer;
                forms[i] = Derived(weight, A, (lease, _) =>
                {
                    Interlocked.Increment(ref made);
                    Thread.Yield();
                    return Double(lease);
                });
                copies[i] = (nint)weight.Pointer;
            })).ToArray();
            foreach (var user in users) user.Start();
            foreach (var user in users) user.Join();

            made.ShouldBe(1);
            forms.ShouldAllBe(form => form == forms[0]);
            forms[0].Numbers.ShouldBe([2f, 4, 6]);
            copies.Distinct().ShouldBe([(nint)weight.Pointer]);
            weight.Values.ToArray().ShouldBe([1f, 2, 3]);
            mapped.Closed.ShouldBe(mapped.Opened);
        }
    }

    [Fact]
    public void A_gradient_begins_at_zero()
    {
        using var weight = Parameters.Ones("w", 2, 2);
        weight.HasGradient.ShouldBeFalse();
        weight.Gradient.ToArray().ShouldBe([0f, 0, 0, 0]);
        weight.HasGradient.ShouldBeTrue();
    }

    [Fact]
    public void A_gradient_that_was_cleared_is_none_and_one_of_zeros_is_one_and_both_keep_their_memory()
    {
        using var weight = Parameters.Ones("w", 2);
        weight.Gradient.Fill(3);
        var block = (nint)weight.GradientPointer;
        weight.ClearGradient();
        weight.HasGradient.ShouldBeFalse();
        weight.Gradient.ToArray().ShouldBe([0f, 0]);
        weight.Gradient.Fill(4);
        weight.ZeroGradient();
        weight.HasGradient.ShouldBeTrue();
        weight.Gradient.ToArray().ShouldBe([0f, 0]);
        ((nint)weight.GradientPointer).ShouldBe(block);
        weight.ReleaseGradient();
        weight.HasGradient.ShouldBeFalse();
    }

    [Fact]
    public void A_form_may_be_made_in_the_memory_of_the_one_before()
    {
        using var weight = Parameters.Of("w", i => i + 1, 3);
        Form Refilled(ParameterLease lease, Form? earlier)
        {
            if (earlier is null) return Double(lease);
            for (var i = 0; i < 3; i++) earlier.Numbers[i] = lease.Pointer[i] * 2;
            return earlier;
        }

        var first = Derived(weight, A, Refilled);
        using (var w = weight.Write()) w.Values[0] = 5;
        Derived(weight, A, Refilled).ShouldBeSameAs(first);
        first.Numbers.ShouldBe([10f, 4, 6]);
        first.IsDisposed.ShouldBeFalse();
    }

    private static Form Derived(Parameter weight, DerivedForm form, Func<ParameterLease, Form?, Form> make)
    {
        var reader = new object();
        var snapshot = weight.Enter(reader);
        try
        {
            return snapshot.Packed(form, Precision.Float32, make);
        }
        finally
        {
            weight.Leave(snapshot, reader);
        }
    }

    private static Form Double(ParameterLease lease, Form? earlier = null) =>
        new([lease.Pointer[0] * 2, lease.Pointer[1] * 2, lease.Pointer[2] * 2]);

    private sealed class Form(float[] numbers) : IDisposable
    {
        public float[] Numbers { get; } = numbers;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}

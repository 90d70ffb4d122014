using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>
/// Parameters that some read while others write or dispose them. Alone, because the memory of the process is looked at.
/// </summary>
[Collection(Alone.Name)]
public sealed unsafe class SharedParameterTests
{
    [Fact]
    public void A_pass_keeps_the_numbers_it_began_with_when_another_thread_writes()
    {
        using var weight = Parameters.Ones("w", 1, 2);
        using var pass = Pass.Inference();
        var x = pass.New(new Shape(1, 2), [1, 2]);
        Linear(x, weight, null).Values[0].ShouldBe(3);
        OnAnotherThread(() =>
        {
            using (var w = weight.Write()) w.Values[1] = 10;
            using (var later = Pass.Inference())
                Linear(later.New(new Shape(1, 2), [1, 2]), weight, null).Values[0].ShouldBe(21);
            // Nobody reads the second numbers any more: these take their place.
            using (var w = weight.Write()) w.Values[1] = 20;
        });
        Linear(x, weight, null).Values[0].ShouldBe(3);
        weight.Values.ToArray().ShouldBe([1f, 20]);
        weight.Version.ShouldBe(2);
    }

    [Fact]
    public void A_pass_reads_what_its_own_thread_writes_and_that_is_written_in_place()
    {
        using var weight = Parameters.Ones("w", 1, 2);
        using var pass = Pass.Training();
        var x = pass.New(new Shape(1, 2), [1, 2]);
        Linear(x, weight, null).Values[0].ShouldBe(3);
        var place = (nint)weight.Pointer;
        using (var w = weight.Write()) w.Values[1] = 10;
        Linear(x, weight, null).Values[0].ShouldBe(21);
        ((nint)weight.Pointer).ShouldBe(place);
    }

    [Fact]
    public void A_pass_whose_numbers_were_replaced_by_another_thread_still_reads_what_its_own_thread_writes()
    {
        using var weight = Parameters.Ones("w", 1, 2);
        using var here = Pass.Inference();
        var x = here.New(new Shape(1, 2), [1, 2]);
        Linear(x, weight, null).Values[0].ShouldBe(3);
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var reader = new Thread(() =>
        {
            using var pass = Pass.Inference();
            Linear(pass.New(new Shape(1, 2), [1, 2]), weight, null);
            entered.Set();
            leave.Wait();
        });
        reader.Start();
        entered.Wait();
        using (var w = weight.Write()) w.Values[1] = 10;
        Linear(x, weight, null).Values[0].ShouldBe(21);
        leave.Set();
        reader.Join();
    }

    [Fact]
    public void What_was_replaced_is_freed_with_its_last_reader_and_what_is_disposed_too()
    {
        // Threads take the blocks they keep for kernels with the first product.
        using (var warm = Parameters.Ones("warm", 100, 100))
        using (var pass = Pass.Inference()) Linear(pass.New(new Shape(1, 100)), warm, null);
        var held = NativeBuffer.BytesHeld;
        var weight = Parameters.Ones("w", 100, 100);
        float sum;
        using (var pass = Pass.Inference())
        {
            var x = pass.New(new Shape(1, 100));
            x.Values.Fill(1);
            Linear(x, weight, null).Values[99].ShouldBe(100);
            OnAnotherThread(() =>
            {
                using (var w = weight.Write()) w.Values.Clear();
                weight.Dispose();
                weight.Dispose();
            });
            sum = Linear(x, weight, null).Values[99];
        }
        sum.ShouldBe(100);
        using (var late = Pass.Inference())
            Should.Throw<ObjectDisposedException>(() =>
                Linear(late.New(new Shape(1, 100)), weight, null)).Message.ShouldStartWith(
                "the parameter w [100, 100] was used after");
        (NativeBuffer.BytesHeld - held)
            .ShouldBeLessThan(100 * 100 * sizeof(float),
                "numbers, copy and panels are gone; other tests hold what they hold");
    }

    [Fact]
    public void A_pass_that_enters_a_group_reads_all_of_it_as_it_was_then()
    {
        using var group = new ParameterGroup();
        var parameters = Enumerable.Range(0, 3).Select(i => group.Add($"p{i}", new Shape(1, 1), new MemoryValues([1])))
            .ToArray();
        using var pass = Pass.Inference();
        pass.Enter(group);
        OnAnotherThread(() =>
        {
            foreach (var parameter in parameters)
            {
                using var w = parameter.Write();
                w.Values[0] = 5;
            }
        });
        var x = pass.New(new Shape(1, 1), [1]);
        foreach (var parameter in parameters) Linear(x, parameter, null).Values[0].ShouldBe(1);
    }

    [Fact]
    public void Parameters_written_together_are_seen_together()
    {
        using var group = new ParameterGroup();
        var parameters = Enumerable.Range(0, 8).Select(i => group.Add($"p{i}", new Shape(1, 1), new MemoryValues([0])))
            .ToArray();
        var stop = false;
        var mixtures = 0;
        Thread[] readers = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                using var pass = Pass.Inference(work: Work.Alone);
                pass.Enter(group);
                var x = pass.New(new Shape(1, 1), [1]);
                float[] seen = [.. parameters.Select(parameter => Linear(x, parameter, null).Values[0])];
                if (seen.Any(value => value != seen[0])) Interlocked.Increment(ref mixtures);
            }
        }))];
        foreach (var reader in readers) reader.Start();
        for (var round = 1; round <= 300; round++)
        {
            using var change = group.Write();
            foreach (var parameter in parameters)
            {
                using var w = parameter.Write();
                w.Values[0] = round;
            }
        }
        Volatile.Write(ref stop, true);
        foreach (var reader in readers) reader.Join();
        mixtures.ShouldBe(0);
        parameters[^1].Values[0].ShouldBe(300);
    }

    [Fact]
    public void The_source_of_a_group_is_closed_once_when_its_last_reader_has_left()
    {
        var closed = 0;
        var group = new ParameterGroup(() => closed++);
        var mapped = group.Add("m", new Shape(3), new Mapped([1, 2, 3]));
        group.Add("n", new Shape(1), new MemoryValues([1]));
        using (var pass = Pass.Inference())
        {
            pass.Enter(group);
            group.Dispose();
            group.Dispose();
            closed.ShouldBe(0);
            new ReadOnlySpan<float>(pass.Read(mapped), 3).ToArray().ShouldBe([1f, 2, 3]);
            Should.Throw<ObjectDisposedException>(() => group.Write());
            Should.Throw<ObjectDisposedException>(() => group.Add("late", new Shape(1), new MemoryValues([1])));
        }
        closed.ShouldBe(1);
        var empty = new ParameterGroup(() => closed++);
        empty.Dispose();
        closed.ShouldBe(2);
    }

    [Fact]
    public void A_lease_keeps_its_numbers_through_a_write_and_a_dispose()
    {
        var weight = Parameters.Ones("w", 3);
        var lease = weight.Open();
        using (var w = weight.Write()) w.Values.Fill(2);
        weight.Dispose();
        new ReadOnlySpan<float>(lease.Pointer, 3).ToArray().ShouldBe([1f, 1, 1]);
        lease.Dispose();
        lease.Dispose();
    }

    [Fact]
    public void A_second_thread_in_a_pass_is_noticed()
    {
        using var pass = Pass.Inference();
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var first = new Thread(() => pass.Segment("slow", pass.New(new Shape(1)), x =>
        {
            inside.Set();
            go.Wait();
            return x;
        }));
        first.Start();
        inside.Wait();
        Should.Throw<InvalidOperationException>(() =>
            pass.New(new Shape(1))).Message.ShouldStartWith("[pass] two threads use one pass at once");
        Should.Throw<InvalidOperationException>(() => pass.Dispose());
        go.Set();
        first.Join();
        pass.New(new Shape(1)).Shape.Count.ShouldBe(1);
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("the other thread failed", failure);
    }
}

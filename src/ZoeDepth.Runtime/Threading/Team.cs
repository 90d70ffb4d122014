using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ZoeDepth.Runtime.Threading;

/// <summary>
/// Threads that wait for pieces of <see cref="Work.For(int, Action{int})"/>. They are created when first needed, look
/// for work for a short while after they ran out of it, then block, and end when nobody has woken them for a while;
/// they never keep the process alive. The caller always works too and never waits for a piece that has not started, so
/// nested and concurrent calls cannot block one another.
/// </summary>
internal static class Team
{
    /// <summary>
    /// How often an idle member looks before it blocks: with a <see cref="Thread.SpinWait"/> of 20 between
    /// looks some 50 µs, which covers the gap between two operations of
    /// a pass; waking a blocked thread costs 5 to 50 µs.
    /// </summary>
    private const int Looks = 100;

    /// <summary>
    /// How long a member stays blocked before it ends, milliseconds: a process that computes now and then keeps its
    /// team between two pictures.
    /// </summary>
    private const int Patience = 5000;

    private static readonly ConcurrentStack<Job> Open = new();
    private static readonly SemaphoreSlim Wake = new(0);
    private static readonly Lock Hiring = new();
    private static int _members;
    private static int _blocked;

    /// <summary>Runs all pieces on the caller and up to <paramref name="threads"/> − 1 members.</summary>
    public static void Run(int count, int threads, Action<int> body, CancellationToken cancellation = default)
    {
        Hire(threads - 1);
        var job = new Job(count, body, cancellation);
        for (var seat = 1; seat < threads; seat++) Open.Push(job);
        var blocked = Math.Min(Volatile.Read(ref _blocked), threads - 1);
        if (blocked > 0) Wake.Release(blocked);
        job.Help();
        job.Wait();
    }

    /// <summary>Members there are.</summary>
    public static int Members => Volatile.Read(ref _members);

    private static void Hire(int members)
    {
        if (Volatile.Read(ref _members) >= members) return;
        lock (Hiring)
        {
            for (; _members < members; _members++)
                new Thread(Serve) { IsBackground = true, Name = $"ZoeDepth kernel {_members + 1}" }.Start();
        }
    }

    private static void Serve()
    {
        while (true)
        {
            for (var look = 0; look < Looks; look++)
            {
                while (Open.TryPop(out var job))
                {
                    job.Help();
                    look = 0;
                }
                Thread.SpinWait(20);
            }
            // Counted before the last look: a caller that pushes after it sees a blocked member and wakes it.
            Interlocked.Increment(ref _blocked);
            var woken = !Open.IsEmpty || Wake.Wait(Patience);
            Interlocked.Decrement(ref _blocked);
            if (!woken && Leave()) return;
        }
    }

    /// <summary>Ends a member, unless work has come since it last looked.</summary>
    private static bool Leave()
    {
        lock (Hiring)
        {
            // Whoever pushes after this finds one member fewer and starts another.
            _members--;
            if (Open.IsEmpty) return true;
            _members++;
            return false;
        }
    }

    /// <summary>The pieces of one call.</summary>
    private sealed class Job(int count, Action<int> body, CancellationToken cancellation)
    {
        // Counts on beyond the pieces, once for every thread that finds none left.
        private long _next;
        private int _running;
        private ExceptionDispatchInfo? _failure;

        /// <summary>Takes pieces until none is left.</summary>
        public void Help()
        {
            Interlocked.Increment(ref _running);
            try
            {
                for (long piece; (piece = Interlocked.Increment(ref _next) - 1) < count;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    body((int)piece);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
                // No further piece is started.
                Volatile.Write(ref _next, count);
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        /// <summary>Returns when every piece that was started has ended.</summary>
        public void Wait()
        {
            var spin = new SpinWait();
            while (Volatile.Read(ref _running) > 0) spin.SpinOnce(sleep1Threshold: -1);
            _failure?.Throw();
        }
    }
}

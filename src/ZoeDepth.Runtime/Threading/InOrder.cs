namespace ZoeDepth.Runtime.Threading;

/// <summary>
/// Things made on several threads and taken in order: what comes out does not depend on how many threads there were or
/// which was first.
/// </summary>
internal static class InOrder
{
    /// <summary>
    /// Makes things 0..count − 1 and hands each over in its turn. The first exception ends it, once no thread is at
    /// work.
    /// </summary>
    /// <param name="work">the threads</param>
    /// <param name="count">how many</param>
    /// <param name="ahead">how many may be begun before the one whose turn it is, at least 1</param>
    /// <param name="make">makes a thing; on any thread, several at once</param>
    /// <param name="take">takes it; never two at once</param>
    /// <param name="cancellation">no further thing is begun</param>
    public static void Run<T>(Work work, int count, int ahead, Func<int, T> make, Action<int, T> take,
        CancellationToken cancellation)
    {
        var gate = new object();
        var waiting = new Dictionary<int, T>();
        var (begun, turn, failed) = (0, 0, false);

        // Numbers are given out here and not by the pieces, which run in any order: the thing whose turn it is has then
        // always been begun, by a thread that does not wait, and all others can wait for it.
        work.For(count, _ =>
        {
            var number = Interlocked.Increment(ref begun) - 1;
            try
            {
                lock (gate)
                {
                    while (!failed && number - turn >= ahead) Monitor.Wait(gate);
                    if (failed) return;
                }
                cancellation.ThrowIfCancellationRequested();
                var made = make(number);
                lock (gate)
                {
                    if (failed) return;
                    waiting.Add(number, made);
                    for (; waiting.Remove(turn, out var next); turn++) take(turn, next);
                    Monitor.PulseAll(gate);
                }
            }
            catch
            {
                lock (gate)
                {
                    failed = true;
                    Monitor.PulseAll(gate);
                }
                throw;
            }
        });
    }

    /// <summary>
    /// Things made of others in groups on several threads, and handed out in order on the caller's; at most a group is
    /// held.
    /// </summary>
    public static IEnumerable<TMade> Groups<TSource, TMade>(IEnumerable<TSource> sources, Work work,
        Func<TSource, TMade> make)
    {
        // Four for each thread: a group ends when its slowest member does.
        foreach (var group in sources.Chunk(4 * work.Threads))
        {
            var made = new TMade[group.Length];
            work.For(group.Length, i => made[i] = make(group[i]));
            foreach (var one in made) yield return one;
        }
    }
}

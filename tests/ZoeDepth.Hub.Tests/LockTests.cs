using System.Diagnostics;

namespace ZoeDepth.Hub.Tests;

/// <summary>Several that want the same model at once.</summary>
public sealed class LockTests : HubTest
{
    private string Lock => Path.Combine(Cached.Locks, $"{Repo.HashOf(Weights)}.lock");

    [Fact]
    public async Task Many_at_once_fetch_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => PullAsync())));
        Server.Downloads(Weights).Count().ShouldBe(1);
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
        Cached.CommitOf("main").ShouldBe(Repo.Commit);
    }

    [Fact]
    public async Task Who_waits_says_so_and_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        using (await CacheLock.TakeAsync(Lock, () => { }, CancellationToken.None))
        {
            var pull = PullAsync(cancellation: cancel.Token);
            while (!Notes.Contains($"another program is downloading {Weights}; waiting for it"))
                await Task.Delay(5);
            await cancel.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => pull);
        }
        await PullAsync();
        Notes.Count(note => note.Contains("waiting")).ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_of_python_is_a_lock()
    {
        const string program =
            "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); " +
            "print('held', flush=True); sys.stdin.read()";
        Directory.CreateDirectory(Cached.Locks);
        using var python = Start("python3", "-c", program, Lock);
        if (python is null || await python.StandardOutput.ReadLineAsync() != "held")
        {
            Assert.Skip("there is no python3 with fcntl here");
            return;
        }
        var pull = PullAsync();
        while (!Notes.Any(note => note.Contains("waiting"))) await Task.Delay(5);
        Server.Downloads(Weights).ShouldBeEmpty();
        python.StandardInput.Close();
        await pull;
        await python.WaitForExitAsync();
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
    }

    [Fact]
    public async Task Python_waits_for_our_lock()
    {
        const string program =
            "import fcntl, sys\nf = open(sys.argv[1], 'w')\ntry:\n fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)\n " +
            "print('taken')\nexcept OSError:\n print('held')\n";
        using var mine = await CacheLock.TakeAsync(Lock, () => { }, CancellationToken.None);
        using var python = Start("python3", "-c", program, Lock);
        var said = python is null ? null : await python.StandardOutput.ReadLineAsync();
        if (said is null) Assert.Skip("there is no python3 with fcntl here");
        said.ShouldBe("held");
    }

    private static Process? Start(string program, params string[] arguments)
    {
        if (OperatingSystem.IsWindows()) return null;
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
                { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_file_appears_whole_and_replaces_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.bin", [1]);
        AtomicFile.Write(path, stream =>
        {
            stream.Write([2, 3]);
            File.ReadAllBytes(path).ShouldBe([1]);
        });
        File.ReadAllBytes(path).ShouldBe([2, 3]);
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_file_and_no_partial_one()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.bin", [1]);
        Should.Throw<OperationCanceledException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([2]);
            throw new OperationCanceledException();
        }));
        File.ReadAllBytes(path).ShouldBe([1]);
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void A_full_disk_leaves_nothing_and_is_named_with_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("depth.png");
        var image = new RasterImage(300, 300, PixelFormat.Rgb8, new byte[270_000]);
        new Random(1).NextBytes(image.Data);
        var error = Should.Throw<IOException>(() =>
            AtomicFile.Write(path, stream => PngEncoder.Save(image, stream),
                partial => new FullDisk(partial, 100_000)));
        error.Message.ShouldBe($"cannot write {path}: No space left on device");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_disk_that_is_found_full_when_the_file_is_closed_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<IOException>(() =>
            AtomicFile.Write(folder.File("x"), stream => stream.Write([1]),
                partial => new BufferedStream(new FullDisk(partial, 0))));
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("missing", "x.png");
        Should.Throw<IOException>(() =>
            AtomicFile.Write(path, _ => { })).Message.ShouldStartWith($"cannot write {path}: ");
    }

    [Fact]
    public void A_folder_in_the_files_place_is_named()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<IOException>(() =>
            AtomicFile.Write(folder.Path, _ => { })).Message.ShouldContain("it is a folder");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Files_that_belong_together_appear_together_and_in_order()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.Write("first", [1]), folder.File("second"));
        using (var files = new StagedFiles())
        {
            files.Write(first, stream => stream.Write([2]));
            files.Write(second, stream => stream.Write([3]));
            File.ReadAllBytes(first).ShouldBe([1]);
            File.Exists(second).ShouldBeFalse();
            files.Commit();
        }
        (File.ReadAllBytes(first)[0], File.ReadAllBytes(second)[0]).ShouldBe(((byte)2, (byte)3));
        Directory.GetFiles(folder.Path).Length.ShouldBe(2);
    }

    [Fact]
    public void Of_files_that_belong_together_none_appears_when_one_fails_or_nobody_commits()
    {
        using var folder = new TemporaryFolder();
        var first = folder.Write("first", [1]);
        using (var files = new StagedFiles())
        {
            files.Write(first, stream => stream.Write([2]));
            Should.Throw<IOException>(() =>
                files.Write(folder.File("missing", "second"), _ => { })).Message.ShouldStartWith(
                $"cannot write {folder.File("missing", "second")}: ");
        }
        File.ReadAllBytes(first).ShouldBe([1]);
        Directory.GetFiles(folder.Path).ShouldBe([first]);
    }

    [Fact]
    public void Files_can_be_brought_to_the_disk_later_and_are_whole_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x");
        using (var files = new StagedFiles { Flushes = false })
        {
            files.Write(path, stream => stream.Write([1, 2]));
            File.Exists(path).ShouldBeFalse();
            files.Commit();
        }
        StagedFiles.Flush(path);
        File.ReadAllBytes(path).ShouldBe([1, 2]);
        Should.Throw<IOException>(() => StagedFiles.Flush(folder.File("missing")));
    }

    [Fact]
    public void A_file_that_appears_while_another_is_written_stays_where_nothing_may_be_replaced()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.bin");
        Should.Throw<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([2]);
            File.WriteAllBytes(path, [1]);
        }, replaces: false)).Message.ShouldBe(
            $"cannot write {path}: a file of that name appeared meanwhile and was left as it is");
        File.ReadAllBytes(path).ShouldBe([1]);
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void The_longest_name_a_disk_takes_can_be_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(new string('\u6df1', 83) + ".png");
        AtomicFile.Write(path, stream => stream.Write([1]));
        File.ReadAllBytes(path).ShouldBe([1]);
    }

    [Fact]
    public void What_killed_processes_left_is_removed_when_it_is_old_and_nothing_else_is()
    {
        using var folder = new TemporaryFolder();
        var (old, young) = (folder.Write(".0123abcd-1.partial", [1]), folder.Write(".0123abcd-2.partial", [1]));
        var (own, other) = (PartialFile.Of(folder.File("x")), folder.Write("notes.partial", [1]));
        File.WriteAllBytes(own, [1]);
        foreach (var file in new[] { old, own, other }) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));
        PartialFile.RemoveAbandoned(folder.Path, TimeSpan.FromHours(1)).ShouldBe(1);
        Directory.GetFiles(folder.Path).ShouldBe([young, own, other], ignoreOrder: true);
        PartialFile.RemoveAbandoned(folder.Path, TimeSpan.Zero).ShouldBe(1);
    }

    private sealed class FullDisk(string path, int room)
        : FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Position + count > room) throw new IOException("No space left on device");
            base.Write(buffer, offset, count);
        }
    }
}

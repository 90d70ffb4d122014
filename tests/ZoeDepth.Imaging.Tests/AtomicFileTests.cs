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
        var image = new Image(300, 300, PixelFormat.Rgb8, new byte[270_000]);
        new Random(1).NextBytes(image.Data);
        var error = Should.Throw<IOException>(() => AtomicFile.Write(path, stream => PngFile.Write(image, stream), partial => new FullDisk(partial, 100_000)));
        error.Message.ShouldBe($"cannot write {path}: No space left on device");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_disk_that_is_found_full_when_the_file_is_closed_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<IOException>(() => AtomicFile.Write(folder.File("x"), stream => stream.Write([1]), partial => new BufferedStream(new FullDisk(partial, 0))));
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("missing", "x.png");
        Should.Throw<IOException>(() => AtomicFile.Write(path, _ => { })).Message.ShouldStartWith($"cannot write {path}: ");
    }

    [Fact]
    public void A_folder_in_the_files_place_is_named()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<IOException>(() => AtomicFile.Write(folder.Path, _ => { })).Message.ShouldContain("it is a folder");
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
            Should.Throw<IOException>(() => files.Write(folder.File("missing", "second"), _ => { })).Message.ShouldStartWith($"cannot write {folder.File("missing", "second")}: ");
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

    private sealed class FullDisk(string path, int room) : FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Position + count > room) throw new IOException("No space left on device");
            base.Write(buffer, offset, count);
        }
    }
}

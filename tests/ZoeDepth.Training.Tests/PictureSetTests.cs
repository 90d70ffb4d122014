using ZoeDepth.Data;
using ZoeDepth.Imaging;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Where a recipe's pictures come from.</summary>
public sealed class PictureSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bad_line_among_many_is_named_and_skipped_only_when_the_recipe_says_so()
    {
        var manifest = SmallWorld.Write(_folder);
        var line = File.ReadAllLines(manifest)[0];
        var lines = Enumerable.Repeat(line, 10_000).ToArray();
        lines[7_000] = line[..20];
        File.WriteAllLines(manifest, lines);

        var error = Should.Throw<DatasetException>(() => Open(new DataRecipe { Manifest = manifest }));
        error.Line.ShouldBe(7_001);
        error.Message.ShouldContain("line 7001");
        Open(new DataRecipe { Manifest = manifest, SkipBadLines = true }).Count.ShouldBe(9_999);
        _notes.ShouldHaveSingleItem().ShouldContain("line 7001");
    }

    [Fact]
    public void Files_that_are_not_there_are_found_before_anything_is_done()
    {
        var manifest = SmallWorld.Write(_folder);
        foreach (var i in Enumerable.Range(3, 8)) File.Delete(_folder.File($"{i}.png"));
        var message = Should.Throw<DatasetException>(() => Open(new DataRecipe { Manifest = manifest })).Message;
        message.ShouldContain("8 files that are not there");
        message.ShouldContain("3.png");
        message.ShouldContain("take their lines out");
        // What the recipe leaves out need not be there.
        Open(new DataRecipe { Manifest = manifest, Count = 3 }).Count.ShouldBe(3);
    }

    [Fact]
    public void Only_lines_of_the_split_that_the_recipe_names_are_learnt_from()
    {
        var manifest = SmallWorld.Write(_folder);
        File.WriteAllLines(manifest, File.ReadAllLines(manifest).Index().Select(line =>
            $"{{\"split\":\"{(line.Index % 4 == 0 ? "test" : "train")}\",{line.Item[1..]}"));
        var test = Open(new DataRecipe { Manifest = manifest, Split = "test" });
        test.Select(picture => picture.Dataset.Describe(picture.Index).Name)
            .ShouldBe(["0", "4", "8", "12", "16", "20"]);
        Open(new DataRecipe { Manifest = manifest, Split = "train" }).Count.ShouldBe(18);
        Open(new DataRecipe { Manifest = manifest, Split = "train", Skip = 1, Count = 2 })
            .Select(picture => picture.Dataset.Describe(picture.Index).Name).ShouldBe(["2", "3"]);
        Should.Throw<DatasetException>(() => Open(new DataRecipe { Manifest = manifest, Split = "val" })).Message
            .ShouldContain("there are test, train");
    }

    [Fact]
    public void Upright_pictures_are_known_by_their_files_where_the_manifest_says_no_size()
    {
        var manifest = SmallWorld.Write(_folder);
        var stated = Open(new DataRecipe { Manifest = manifest }).Select(picture => picture.Upright).ToList();
        File.WriteAllLines(manifest, File.ReadAllLines(manifest).Select(line =>
            line[..line.IndexOf(",\"width\"", StringComparison.Ordinal)] + "}"));
        // A telephone held upright writes a lying picture and that it is to be turned.
        var turned = RasterImage.Load(_folder.File("0.jpg"));
        File.WriteAllBytes(_folder.File("0.jpg"), Turned(JpegEncoder.Encode(turned)));

        var found = Open(new DataRecipe { Manifest = manifest }).Select(picture => picture.Upright).ToList();
        stated.ShouldContain(true);
        stated[0].ShouldBeFalse();
        found[0].ShouldBeTrue("it is to be turned by a quarter");
        found[1..].ShouldBe(stated[1..]);

        File.WriteAllText(_folder.File("5.jpg"), "broken");
        Should.Throw<DatasetException>(() => Open(new DataRecipe { Manifest = manifest })).Message
            .ShouldContain("5.jpg");
    }

    /// <summary>The same file with an EXIF segment whose orientation is 6: a quarter clockwise.</summary>
    private static byte[] Turned(byte[] jpeg)
    {
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    [Fact]
    public void Nyu_and_kitti_are_read_in_the_originals_layouts()
    {
        Picture(640, 480, 1000, "rooms/kitchen_0001/rgb_00001.jpg", "rooms/kitchen_0001/sync_depth_00001.png");
        Picture(1242, 375, 256, "raw/2011_09_26/2011_09_26_drive_0001_sync/image_02/data/0000000005.png",
            "gts/2011_09_26_drive_0001_sync/proj_depth/groundtruth/image_02/0000000005.png");
        var nyu = _folder.Write("nyu.txt",
            "/kitchen_0001/rgb_00001.jpg /kitchen_0001/sync_depth_00001.png 518.8579\n"u8);
        var kitti = _folder.Write("kitti.txt",
            System.Text.Encoding.UTF8.GetBytes("2011_09_26/2011_09_26_drive_0001_sync/image_02/data/0000000005.png " +
            "2011_09_26_drive_0001_sync/proj_depth/groundtruth/image_02/0000000005.png 721.5377\nx.png None 721.5377"));
        var pictures = Open(
            new DataRecipe { Nyu = new SplitRecipe { List = nyu, Images = _folder.File("rooms") } },
            new DataRecipe { Kitti = new SplitRecipe
                { List = kitti, Images = _folder.File("raw"), Depths = _folder.File("gts") } });
        pictures.Select(picture => picture.Domain).ShouldBe([Domain.Indoor, Domain.Outdoor]);
        pictures[0].Dataset.Load(0).Intrinsics!.FocalLength.ShouldBe(518.8579, 1e-9);
        var drive = pictures[1].Dataset.Load(0);
        (drive.Image.Width, drive.Image.Height, drive.DepthWidth).ShouldBe((1216, 352, 1216));
        drive.Depth[0].ShouldBe(2, 1e-3f);
    }

    [Fact]
    public void A_world_without_end_gives_other_pictures_in_every_round()
    {
        var world = new DataRecipe { World = new WorldRecipe { Round = 4 } };
        var pictures = new PictureSet((_, count) => new Numbers(count), false, _notes.Add).Open([world]);
        var plan = new BatchPlan(pictures, null, [(32, 32)], batch: 2, seed: 1);
        var seen = Enumerable.Range(0, 10).SelectMany(_ => plan.Next().Pictures).Select(picture => picture.Index)
            .ToList();
        foreach (var round in seen.Chunk(4).Index()) round.Item.Order().ShouldBe(Enumerable.Range(4 * round.Index, 4));

        var few = new PictureSet((_, count) => new Numbers(count), false, _notes.Add)
            .Open([world with { Count = 3, Skip = 1 }]);
        few.Select(picture => (picture.Index, picture.Stride)).ShouldBe([(1, 0), (2, 0), (3, 0)]);
        Should.Throw<RecipeException>(() => Open(world)).Message.ShouldContain("TrainerOptions.World");
    }

    private IReadOnlyList<Picture> Open(params DataRecipe[] data) => new PictureSet(null, false, _notes.Add).Open(data);

    private void Picture(int width, int height, int unitsPerMetre, string image, string depth)
    {
        foreach (var file in new[] { image, depth })
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        var photograph = new RasterImage(width, height, PixelFormat.Rgb8, new byte[width * height * 3]);
        if (image.EndsWith(".jpg", StringComparison.Ordinal)) JpegEncoder.Save(photograph, _folder.File(image));
        else PngEncoder.Save(photograph, _folder.File(image));
        DepthPng.Save([.. Enumerable.Repeat(2f, width * height)], width, height, _folder.File(depth),
            new DepthScale(unitsPerMetre));
    }

    /// <summary>Pictures that are nothing but their number.</summary>
    private sealed class Numbers(int? count) : IDepthDataset
    {
        public string Name => "numbers";

        public int Count => count ?? int.MaxValue;

        public DepthSampleInfo Describe(int index) =>
            new() { Name = $"{index}", Domain = Domain.Indoor, Width = 32, Height = 32 };

        public DepthSample Load(int index, CancellationToken cancellation = default) =>
            throw new NotSupportedException();
    }
}

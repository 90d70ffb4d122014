using System.Runtime.InteropServices;
using ZoeDepth.Data.Readers;
using ZoeDepth.Data.Tests.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Tests.Readers;

/// <summary>Which files of a layout pair up, in which unit, and what is said of files that are others.</summary>
public sealed class FolderDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string At(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        return _folder.File(path);
    }

    private void Photograph(string path)
    {
        var picture = Pictures.Photograph(2, 1);
        if (path.EndsWith(".jpg", StringComparison.Ordinal)) JpegEncoder.Save(picture, At(path));
        else PngEncoder.Save(picture, At(path));
    }

    private void Depth(string path, params ushort[] numbers) =>
        PngEncoder.Save(
            new RasterImage(numbers.Length, 1, PixelFormat.Gray16, MemoryMarshal.AsBytes<ushort>(numbers).ToArray()),
            At(path));

    private DepthSample Only(string key)
    {
        var dataset = FolderDataset.Open(key, _folder.Path);
        dataset.Count.ShouldBe(1);
        return dataset.Load(0);
    }

    [Fact]
    public void Diml_indoor_pairs_the_photographs_of_its_color_folders_with_millimetres()
    {
        Photograph("LR/house/color/x_c.png");
        Photograph("LR/house/other/y_c.png");
        Depth("LR/house/depth_filled/x_depth_filled.png", 0, 1500);
        var sample = Only("diml_indoor");
        sample.Depth.ShouldBe([0, 1.5f]);
        (sample.Scene, sample.Domain, sample.Name).ShouldBe(("LR", Domain.Indoor, "LR/house/color/x_c"));
    }

    [Fact]
    public void Diml_outdoor_pairs_outleft_with_depthmap()
    {
        Photograph("street/outleft/x.png");
        Depth("street/depthmap/x.png", 2500, 0);
        Only("diml_outdoor").Depth.ShouldBe([2.5f, 0]);
    }

    [Fact]
    public void Sun_rgbd_ends_at_8_metres()
    {
        Photograph("rgb/rgb/000001.jpg");
        Depth("gt/gt/000001.png", 8000, 8001);
        var sample = Only("sunrgbd");
        sample.Depth.ShouldBe([8, 0]);
        sample.Mask.ShouldBe([true, false]);
    }

    [Fact]
    public void Virtual_kitti_takes_the_first_camera_ends_at_80_metres_and_is_cut_as_kitti_is()
    {
        const int Width = 1242, Height = 375, Left = 13, Top = 23;
        JpegEncoder.Save(Pictures.Photograph(Width, Height), At("rgb/Scene01/rgb/Camera_0/rgb_00001.jpg"));
        Photograph("rgb/Scene01/rgb/Camera_1/rgb_00001.jpg");
        var numbers = new ushort[Width * Height];
        (numbers[(Top * Width) + Left], numbers[(Top * Width) + Left + 1]) = (8000, 8001);
        var bytes = MemoryMarshal.AsBytes<ushort>(numbers).ToArray();
        var depth = new RasterImage(Width, Height, PixelFormat.Gray16, bytes);
        PngEncoder.Save(depth, At("depth/Scene01/depth/Camera_0/depth_00001.png"));
        var sample = Only("vkitti2");
        (sample.DepthWidth, sample.DepthHeight).ShouldBe((1216, 352));
        (sample.Image.Width, sample.Image.Height).ShouldBe((1216, 352));
        sample.Depth[..3].ShouldBe([80, 0, 0]);
        sample.Mask.Count(valid => valid).ShouldBe(1);
    }

    [Theory]
    [InlineData(new[] { 1, 2 })]
    [InlineData(new[] { 1, 2, 1 })]
    public void Arrays_of_metres_may_have_a_last_axis_of_one(int[] shape)
    {
        Photograph("scene/scan/x.png");
        Npy.Write<float>(At("scene/scan/x_depth.npy"), [float.NaN, 3], shape);
        var sample = Only("diode_indoor");
        sample.Depth.ShouldBe([0, 3]);
        sample.Scene.ShouldBe("scene");
    }

    [Theory]
    [InlineData(new[] { 2 })]
    [InlineData(new[] { 1, 1, 2 })]
    [InlineData(new[] { 0, 2 })]
    public void An_array_of_another_shape_is_refused_with_it(int[] shape)
    {
        Photograph("x.png");
        Npy.Write<float>(At("x_depth.npy"), new float[shape.Aggregate(1, (a, b) => a * b)], shape);
        Should.Throw<DatasetException>(() => Only("diode_outdoor")).Message
            .ShouldContain($"this one has the shape ({string.Join(", ", shape)})");
    }

    [Fact]
    public void A_photograph_in_the_place_of_depth_is_refused()
    {
        Photograph("street/outleft/x.png");
        Photograph("street/depthmap/x.png");
        Should.Throw<DatasetException>(() => Only("diml_outdoor")).Message
            .ShouldContain("depth is read from 16-bit gray PNG files; this one holds Rgb8 pixels");
    }

    [Fact]
    public void IBims_takes_what_both_masks_leave()
    {
        IBims();
        PngEncoder.Save(new RasterImage(3, 1, PixelFormat.Gray8, [255, 0, 255]), At("mask_invalid/a.png"));
        PngEncoder.Save(new RasterImage(3, 1, PixelFormat.Gray8, [255, 255, 0]), At("mask_transp/a.png"));
        var sample = Only("ibims");
        sample.Depth.ShouldBe([50, 0, 0]);
        sample.Name.ShouldBe("rgb/a");
    }

    [Theory]
    [InlineData(2, PixelFormat.Gray8)]
    [InlineData(3, PixelFormat.Rgb8)]
    public void A_mask_of_another_size_or_kind_is_refused(int width, PixelFormat format)
    {
        IBims();
        var mask = new RasterImage(width, 1, format, new byte[width * RasterImage.BytesPerPixel(format)]);
        PngEncoder.Save(mask, At("mask_invalid/a.png"));
        Should.Throw<DatasetException>(() => Only("ibims")).Message
            .ShouldContain($"a mask is a gray picture of 3x1 pixels; this one is {width}x1 {format}");
    }

    private void IBims()
    {
        File.WriteAllText(At("imagelist.txt"), "a\n");
        Photograph("rgb/a.png");
        Depth("depth/a.png", ushort.MaxValue, ushort.MaxValue, ushort.MaxValue);
    }

    [Fact]
    public void A_list_that_leads_out_of_the_folder_is_refused()
    {
        File.WriteAllText(At("imagelist.txt"), "../../etc/passwd");
        Should.Throw<FormatException>(() => FolderDataset.Open("ibims", _folder.Path)).Message
            .ShouldContain("\"name\" is a path that");
    }

    [Fact]
    public void There_is_no_sample_beyond_the_last()
    {
        Photograph("street/outleft/x.png");
        var dataset = FolderDataset.Open("diml_outdoor", _folder.Path);
        Should.Throw<ArgumentOutOfRangeException>(() => dataset.Load(1)).Message.ShouldContain("samples 0 to 0");
        Should.Throw<ArgumentOutOfRangeException>(() => dataset.Describe(-1));
    }

    [Fact]
    public void A_key_of_the_evaluation_that_nobody_knows_is_answered_with_those_there_are() =>
        Should.Throw<ArgumentException>(() => Benchmark.Of("nyu3")).Message.ShouldContain("nyu, ");
}

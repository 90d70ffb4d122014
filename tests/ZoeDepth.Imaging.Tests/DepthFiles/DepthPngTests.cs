using System.Runtime.InteropServices;
using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.DepthFiles;

public sealed class DepthPngTests
{
    [Fact]
    public void Millimetres_are_rounded_clamped_and_zero_without_depth()
    {
        var units = new ushort[9];
        DepthScale.Millimetres.ToUnits(
            [0.0014f, 0.0016f, 1f, 65.535f, 65.6f, float.PositiveInfinity, float.NaN, -1f, 0f], units);
        units.ShouldBe([1, 2, 1000, 65535, 65535, 65535, 0, 0, 0]);
    }

    [Fact]
    public void The_originals_scale_cuts_fractions_off_and_clamps_where_it_would_wrap()
    {
        var units = new ushort[5];
        DepthScale.Zoe.ToUnits([1.999 / 256, 255.996, 256.0, 70000.0, -0.5], units);
        units.ShouldBe([1, 65534, 65535, 65535, 0]);
        DepthScale.Zoe.Largest.ShouldBe(255.99609375);
    }

    [Fact]
    public void A_stream_gets_the_bytes_a_file_gets()
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream();
        var (depth, texts) = (Random(1, 12, 9), new Dictionary<string, string> { ["Model"] = "none" });
        DepthPng.Save(depth, 4, 3, folder.File("depth.png"), DepthScale.Zoe, texts);
        DepthPng.Write(depth, 4, 3, stream, DepthScale.Zoe, texts);
        stream.ToArray().ShouldBe(File.ReadAllBytes(folder.File("depth.png")));
    }

    [Property(MaxTest = 50)]
    public void Depth_is_read_back_to_half_a_millimetre(byte width, byte height, int seed)
    {
        using var folder = new TemporaryFolder();
        var (w, h) = (1 + (width % 50), 1 + (height % 50));
        var depth = Random(seed, w * h, 65);
        DepthPng.Save(depth, w, h, folder.File("depth.png"));
        var read = DepthPng.Read(folder.File("depth.png"));
        (read.Width, read.Height).ShouldBe((w, h));
        Close.Within(read.Values, Array.ConvertAll(depth, d => (double)d), 1e-7, 0.0005, "depth");
    }

    [Fact]
    public void Scale_unit_range_and_cut_pixels_stand_in_the_file()
    {
        using var folder = new TemporaryFolder();
        DepthPng.Save([0.5f, 2.25f, 99f, 0f], 2, 2, folder.File("d.png"), text: [new("Model", "ZoeD_N")]);
        var text = PngEncoder.ReadText(folder.File("d.png"));
        text["Depth unit"].ShouldBe("1/1000 m; 0 is no depth");
        text["Depth units per metre"].ShouldBe("1000");
        text["Depth largest"].ShouldBe("65.535 m; 1 pixels lay beyond and were cut to it");
        text["Depth range"].ShouldBe("0.5 m to 99 m");
        text["Model"].ShouldBe("ZoeD_N");
    }

    [Fact]
    public void The_stated_scale_wins_over_the_assumed_one()
    {
        using var folder = new TemporaryFolder();
        DepthPng.Save([1.5f], 1, 1, folder.File("d.png"), DepthScale.Zoe);
        DepthPng.Read(folder.File("d.png"), DepthScale.Millimetres).Values.ShouldBe([1.5f]);
    }

    [Fact]
    public void A_file_without_a_scale_needs_one_and_says_so()
    {
        var file = PngEncoder.Encode(new RasterImage(1, 1, PixelFormat.Gray16,
            MemoryMarshal.AsBytes<ushort>([512]).ToArray()));
        Should.Throw<UnsupportedImageException>(() =>
            DepthPng.Read(file)).Message.ShouldContain("DepthScale.Zoe (256)");
        DepthPng.Read(file, DepthScale.Zoe).Values.ShouldBe([2f]);
    }

    [Fact]
    public void A_colour_picture_is_no_depth() =>
        Should.Throw<UnsupportedImageException>(() =>
            DepthPng.Read(PngEncoder.Encode(new RasterImage(1, 1, PixelFormat.Rgb8, [1, 2, 3])))).Message.ShouldContain(
            "16-bit gray");

    [Theory]
    [InlineData(".png", 0.0005)]
    [InlineData(".NPY", 0)]
    [InlineData(".npz", 0)]
    [InlineData(".pfm", 0)]
    public void The_ending_chooses_the_kind_and_the_content_is_recognised(string ending, double absolute)
    {
        using var folder = new TemporaryFolder();
        var depth = Random(4, 7 * 5, 20);
        var path = folder.File("depth" + ending);
        DepthFile.Save(path, depth, 7, 5);
        Directory.GetFiles(folder.Path).ShouldBe([path]);
        File.Move(path, folder.File("anything"));
        var read = DepthFile.Read(folder.File("anything"));
        (read.Width, read.Height).ShouldBe((7, 5));
        Close.Within(read.Values, Array.ConvertAll(depth, d => (double)d), absolute == 0 ? 0 : 1e-7, absolute, ending);
    }

    [Fact]
    public void An_unknown_ending_lists_the_known_ones()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<ArgumentException>(() =>
            DepthFile.Save(folder.File("d.exr"), [1f], 1, 1)).Message.ShouldContain(".png, .npy, .npz, .pfm");
    }

    [Fact]
    public void Depth_arrays_may_have_leading_axes_of_one_but_no_others()
    {
        using var folder = new TemporaryFolder();
        Npy.Write<float>(folder.File("a.npy"), [1, 2, 3, 4, 5, 6], 1, 1, 2, 3);
        DepthFile.Read(folder.File("a.npy")).Width.ShouldBe(3);
        Npy.Write<float>(folder.File("b.npy"), [1, 2, 3, 4, 5, 6], 2, 1, 3);
        Should.Throw<UnsupportedImageException>(() =>
            DepthFile.Read(folder.File("b.npy"))).Message.ShouldContain("(2, 1, 3)");
        Should.Throw<UnsupportedImageException>(() =>
            DepthFile.Read(folder.Write("c", "hello"u8))).Message.ShouldContain("no depth file");
        Should.Throw<TruncatedImageException>(() =>
            DepthFile.Read(folder.Write("d", []))).Message.ShouldContain("empty");
    }

    [Property(MaxTest = 50)]
    public void A_float_map_holds_any_floats(byte width, byte height, int seed)
    {
        var (w, h) = (1 + (width % 30), 1 + (height % 30));
        var bytes = new byte[4 * w * h];
        new Random(seed).NextBytes(bytes);
        var read = Pfm.Read(Pfm.Encode(MemoryMarshal.Cast<byte, float>(bytes), w, h));
        MemoryMarshal.AsBytes<float>(read.Values).ToArray().ShouldBe(bytes);
    }

    [Fact]
    public void A_float_map_cut_anywhere_is_an_error()
    {
        var file = Pfm.Encode([1f, 2f, 3f, 4f, 5f, 6f], 3, 2);
        for (var length = 0; length < file.Length; length++)
            Should.Throw<ImageFormatException>(() => Pfm.Read(file.AsSpan(0, length)));
    }

    internal static float[] Random(int seed, int count, float largest)
    {
        var random = new Random(seed);
        var depth = new float[count];
        for (var i = 0; i < count; i++) depth[i] = random.NextSingle() * largest;
        return depth;
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace ZoeDepth.Imaging.Tests;

/// <summary>Files we write, read by programs of others, and the other way round.</summary>
public sealed class ForeignToolTests
{
    private const string PillowAndNumpy = "-c import\tPIL,numpy;print('here')";

    private static readonly RasterImage Colour = Png.PngEncoderTests.RandomImage(61, 43, PixelFormat.Rgb8, 1);

    private static readonly RasterImage Deep = Png.PngEncoderTests.RandomImage(61, 43, PixelFormat.Gray16, 2);

    [FactWithTool("pngcheck", "-h", "PNGcheck")]
    public void Pngcheck_finds_no_error_in_any_kind_of_png()
    {
        using var folder = new TemporaryFolder();
        foreach (var format in new[] { PixelFormat.Gray8, PixelFormat.Gray16, PixelFormat.Rgb8, PixelFormat.Rgba8 })
        {
            PngEncoder.Save(Png.PngEncoderTests.RandomImage(300, 200, format, 3), folder.File("x.png"),
                [new("Title", "Straße"), new("Note", "深度")]);
            ForeignTool.Output("pngcheck", "-v", folder.File("x.png")).ShouldContain("No errors detected");
        }
        DepthPng.Save(DepthFiles.DepthPngTests.Random(1, 12, 9), 4, 3, folder.File("d.png"));
        ForeignTool.Output("pngcheck", "-vt", folder.File("d.png")).ShouldContain("16-bit grayscale, non-interlaced");
    }

    [FactWithTool("convert", "-version", "ImageMagick")]
    public void Imagemagick_reads_the_same_pixels_from_our_png()
    {
        using var folder = new TemporaryFolder();
        PngEncoder.Save(Colour, folder.File("x.png"));
        Bytes(ForeignTool.Output("convert", folder.File("x.png"), "-depth", "8", "rgb:-")).ShouldBe(Colour.Data);
        PngEncoder.Save(Deep, folder.File("d.png"));
        Bytes(ForeignTool.Output("convert", folder.File("d.png"), "-depth", "16", "-endian", "LSB", "gray:-"))
            .ShouldBe(Deep.Data);
        var clear = Png.PngEncoderTests.RandomImage(61, 43, PixelFormat.Rgba8, 2);
        PngEncoder.Save(clear, folder.File("a.png"));
        Bytes(ForeignTool.Output("convert", folder.File("a.png"), "-depth", "8", "rgba:-")).ShouldBe(clear.Data);
    }

    [FactWithTool("identify", "-version", "ImageMagick")]
    public void Imagemagick_names_size_and_depth_of_our_files()
    {
        using var folder = new TemporaryFolder();
        PngEncoder.Save(Deep, folder.File("d.png"));
        ForeignTool.Output("identify", "-format", "%m %w %h %z %[colorspace]", folder.File("d.png"))
            .ShouldBe("PNG 61 43 16 Gray");
        Pfm.Write(folder.File("d.pfm"), DepthFiles.DepthPngTests.Random(1, 12, 1), 4, 3);
        ForeignTool.Output("identify", "-format", "%m %w %h", folder.File("d.pfm")).ShouldBe("PFM 4 3");
    }

    [FactWithTool("convert", "-version", "ImageMagick")]
    public void We_read_the_pixels_that_imagemagick_writes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("x.rgb"), Colour.Data);
        string[][] ways = [["png:"], ["-interlace", "PNG", "png:"], ["bmp:"], ["bmp3:"], ["bmp2:"], ["ppm:"],
            ["-compress", "none", "ppm:"], ["-define", "png:color-type=6", "png:"]];
        foreach (var way in ways)
        {
            ForeignTool.Output("convert",
                ["-size", "61x43", "-depth", "8", folder.File("x.rgb"), .. way[..^1], way[^1] + folder.File("x.any")]);
            RasterImage.Load(folder.File("x.any")).ToRgb8().Data.ShouldBe(Colour.Data, string.Join(' ', way));
        }
    }

    [FactWithTool("pngtopnm", "-version", "etpbm")]
    public void Netpbm_reads_the_same_pixels_from_our_png()
    {
        using var folder = new TemporaryFolder();
        PngEncoder.Save(Colour, folder.File("x.png"));
        RasterImage.Load(Bytes(ForeignTool.Output("pngtopnm", folder.File("x.png")))).Data.ShouldBe(Colour.Data);
        PngEncoder.Save(Deep, folder.File("d.png"));
        RasterImage.Load(Bytes(ForeignTool.Output("pngtopnm", folder.File("d.png")))).Data.ShouldBe(Deep.Data);
    }

    [FactWithTool("ffmpeg", "-version", "ffmpeg version")]
    public void Ffmpeg_reads_the_same_pixels_from_our_png()
    {
        using var folder = new TemporaryFolder();
        PngEncoder.Save(Colour, folder.File("x.png"));
        Bytes(ForeignTool.Output("ffmpeg", "-v", "error", "-i", folder.File("x.png"), "-f", "rawvideo", "-pix_fmt",
            "rgb24", "-")).ShouldBe(Colour.Data);
    }

    [FactWithTool("python3", PillowAndNumpy, "here")]
    public void Pillow_reads_depth_png_as_16_bit_and_numpy_reads_our_arrays()
    {
        using var folder = new TemporaryFolder();
        var depth = DepthFiles.DepthPngTests.Random(5, 12, 9);
        foreach (var ending in DepthFile.Endings) DepthFile.Save(folder.File("d" + ending), depth, 4, 3);
        const string script = """
            import sys, numpy as np
            from PIL import Image
            d = sys.argv[1]
            im = Image.open(d + "/d.png"); px = np.asarray(im).astype(int)
            a, z = np.load(d + "/d.npy"), np.load(d + "/d.npz")["depth"]
            assert a.shape == (3, 4) and a.dtype == np.float32
            print(im.mode, im.size, im.info["Depth units per metre"], np.array_equal(px, np.rint(a.astype(float) * 1000)), np.array_equal(a, z), a.tobytes().hex())
            """;

        // Pillow before version 10 widens the samples to mode I at once.
        var python = ForeignTool.Find("python3", PillowAndNumpy, "here")!;
        ForeignTool.Output(python, "-c", script, folder.Path).TrimEnd()
            .Replace("I (", "I;16 (", StringComparison.Ordinal)
            .ShouldBe($"I;16 (4, 3) 1000 True True {Convert.ToHexStringLower(MemoryMarshal.AsBytes<float>(depth))}");
    }

    private static byte[] Bytes(string output) => Encoding.Latin1.GetBytes(output);
}

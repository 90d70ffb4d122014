namespace ZoeDepth.Imaging.Tests;

public sealed class ImageDamageTests
{
    private static readonly DecodeOptions Tolerant = new() { AllowTruncated = true };

    [Theory]
    [InlineData("jpeg", "trunc_60.jpg", "ends early", 0.2, 0.8)]
    [InlineData("jpeg", "bitflip.jpg", "is damaged", 0.01, 1)]
    [InlineData("jpeg", "rst_missing.jpg", "is damaged", 0.01, 0.6)]
    [InlineData("png", "png_trunc.png", "ends early", 0.01, 0.99)]
    [InlineData("png", "png_badcrc_idat.png", "checksum", 0, 0)]
    public void What_is_missing_is_told_and_how_much(string folder, string name, string reason, double least,
        double most)
    {
        var path = Faults.PathOf(folder, name);
        Should.Throw<ImageFormatException>(() => RasterImage.Load(path)).Message.ShouldContain("AllowTruncated");
        var damage = RasterImage.Load(path, Tolerant).Damage.ShouldNotBeNull();
        damage.Reason.ShouldContain(reason);
        damage.MissingShare.ShouldBeInRange(least, most);
        RasterImage.Load(path, Tolerant).ToRgb8().Damage.ShouldBe(damage, "it goes with the pixels");
    }

    [Theory]
    [InlineData("P5 4 4 255\n12345678", 0.5)]
    [InlineData("P2 2 2 255\n1 2\n3", 0.5)]
    public void A_map_that_ends_early_says_how_many_rows_are_missing(string file, double share) =>
        RasterImage.Load(System.Text.Encoding.ASCII.GetBytes(file), Tolerant).Damage!.MissingShare.ShouldBe(share);

    [Fact]
    public void The_share_of_a_cut_png_is_that_of_its_missing_rows()
    {
        var whole = new RasterImage(40, 100, PixelFormat.Gray8, new byte[4000]);
        new Random(3).NextBytes(whole.Data);
        var file = PngEncoder.Encode(whole);
        var half = RasterImage.Load(file.AsSpan(0, file.Length / 2), Tolerant);
        half.Damage!.MissingShare.ShouldBeInRange(0.45, 0.6);
        var rows = (int)Math.Round(100 * (1 - half.Damage.MissingShare));
        half.Data.AsSpan(0, 40 * rows).SequenceEqual(whole.Data.AsSpan(0, 40 * rows)).ShouldBeTrue();
        half.Data.AsSpan(40 * (rows + 1)).ToArray().ShouldAllBe(gray => gray == 128);
    }

    [Theory]
    [InlineData("jpeg", "phone.mpo")]
    [InlineData("png", "gray16.png")]
    public void A_whole_file_has_no_damage(string folder, string name) =>
        RasterImage.Load(Faults.PathOf(folder, name), Tolerant).Damage.ShouldBeNull();

    [Fact]
    public void Arithmetic_coding_is_named() =>
        Should.Throw<UnsupportedImageException>(() =>
            RasterImage.Load(Faults.PathOf("jpeg", "arithmetic.jpg"))).Message.ShouldContain("arithmetic coding");
}

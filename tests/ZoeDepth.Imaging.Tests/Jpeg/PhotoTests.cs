using System.Security.Cryptography;
using System.Text.Json;

namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>The sample photos, against the pixels Pillow decodes.</summary>
public class PhotoTests
{
    private static readonly string Folder = Path.Combine(Goldens.RepositoryRoot, "samples", "photos");

    public static TheoryData<string, int, int, string> Photos()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "photos.json")));
        var photos = new TheoryData<string, int, int, string>();
        foreach (var photo in document.RootElement.GetProperty("photos").EnumerateArray())
        {
            photos.Add(photo.GetProperty("file").GetString()!, photo.GetProperty("width").GetInt32(),
                photo.GetProperty("height").GetInt32(),
                photo.GetProperty("rgb_sha256").GetString()!);
        }
        return photos;
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public void A_photo_decodes_to_the_bytes_of_the_reference(string file, int width, int height, string sha256)
    {
        var image = RasterImage.Load(Path.Combine(Folder, file));
        (image.Width, image.Height).ShouldBe((width, height));
        var rgb = image.Format == PixelFormat.Gray8
            ? [.. image.Data.SelectMany(value => new[] { value, value, value })] : image.Data;
        Convert.ToHexStringLower(SHA256.HashData(rgb)).ShouldBe(sha256);
    }
}

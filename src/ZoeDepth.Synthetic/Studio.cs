using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Photography;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic;

/// <summary>
/// From a family and a seed to a photograph: composes scenes until one is worth a picture, lights it, develops it.
/// </summary>
internal static class Studio
{
    /// <summary>Scenes are composed anew at most so often; the last is taken as it is.</summary>
    private const int Attempts = 12;

    /// <summary>Pictures that show next to nothing are taken anew at most so often.</summary>
    private const int Shots = 3;

    /// <exception cref="ArgumentOutOfRangeException">a size out of range</exception>
    public static Sample Take(IFamily family, ulong seed, SampleOptions options)
    {
        Check(options.Width, nameof(options.Width));
        Check(options.Height, nameof(options.Height));
        var random = new SeededRandom(family.Name, seed);
        var (width, height) = options.DeviceAspect
            ? PictureFrame.Draw(random.Fork("frame"), options.Width * options.Height)
            : (options.Width, options.Height);
        for (var shot = 1; ; shot++)
        {
            var renderer = Sketch(family, random).Sized(width, height);
            var scene = renderer.Scene;
            var style = PhotoStyle.Draw(random.Fork("camera"), family.Domain);
            var camera = scene.Camera;
            var light = renderer.Light(random.Bits());
            GeometryBuffers? geometry = null;
            if (camera.Aperture > 0)
            {
                geometry = renderer.Geometry(options.WithGeometry);
                light = DepthOfField.Blur(light, geometry.Depth, camera);
            }
            var picture = CameraPipeline.Develop(light, style, random.Bits());
            if (shot < Shots && !Composition.ShowsSomething(picture)) continue;
            geometry ??= renderer.Geometry(options.WithGeometry);
            return new Sample
            {
                Family = family.Name,
                Seed = seed,
                Domain = family.Domain,
                Picture = picture,
                JpegQuality = style.JpegQuality,
                Depth = geometry.Depth,
                Intrinsics = new CameraIntrinsics(camera.FocalLength(width, height), width / 2.0, height / 2.0),
                Pose =
                [
                    camera.Right.X, camera.Down.X, camera.Ahead.X, camera.Position.X,
                    camera.Right.Y, camera.Down.Y, camera.Ahead.Y, camera.Position.Y,
                    camera.Right.Z, camera.Down.Z, camera.Ahead.Z, camera.Position.Z,
                ],
                RayLength = geometry.RayLength,
                Normals = geometry.Normals,
                Parts = geometry.Parts,
                PartNames = options.WithGeometry ? scene.PartNames : [],
            };
        }
    }

    /// <summary>The scene of the first attempt whose small depth picture says that something can be seen.</summary>
    internal static Scene Compose(IFamily family, SeededRandom random) => Sketch(family, random).Scene;

    /// <summary>That scene, ready to be seen at any size.</summary>
    internal static Renderer Sketch(IFamily family, SeededRandom random)
    {
        for (var attempt = 1; ; attempt++)
        {
            var scene = new Scene(family.Domain);
            family.Compose(scene, random.Fork("scene"));
            var sketch = Composition.Sketch(scene);
            if (attempt == Attempts || Composition.IsWorthAPicture(sketch)) return sketch;
        }
    }

    private static void Check(int side, string name)
    {
        if (side is < 16 or > 4096) throw new ArgumentOutOfRangeException(name, side, $"{name} is 16 to 4096 pixels");
    }
}

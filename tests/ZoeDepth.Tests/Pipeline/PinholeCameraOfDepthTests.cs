using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>The camera of geometry is the one the metres are scaled for.</summary>
public sealed class PinholeCameraOfDepthTests
{
    private static readonly ZoeDepthImageProcessor Processor = new()
        { DoPad = false, Size = new(64, 96), KeepAspectRatio = true };

    [Fact]
    public void A_model_with_a_canonical_camera_says_which_camera_it_took()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.MiniConfig);
        using var estimator = new DepthEstimator(model, Processor);
        var photo = TinyModels.Picture(64, 96);
        var assumed = PinholeCamera.Of(estimator.Estimate(photo), photo);
        (assumed.Source, assumed.FocalX).ShouldBe((CameraSource.Assumed, 48 / Math.Tan(31 * Math.PI / 180)));
        var options = new EstimateOptions { HorizontalFieldOfView = 90 };
        var given = PinholeCamera.Of(estimator.Estimate(photo, options), photo, options);
        given.Source.ShouldBe(CameraSource.Option);
        given.FocalX.ShouldBe(48, 1e-9);
    }

    [Fact]
    public void For_other_models_the_option_the_file_or_55_degrees_speak()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var photo = TinyModels.Picture(64, 96);
        var depth = estimator.Estimate(photo);
        PinholeCamera.Of(depth, photo).ShouldBe(PinholeCamera.FromFieldOfView(55, 96, 64, CameraSource.Assumed));
        PinholeCamera.Of(depth, photo, new() { HorizontalFieldOfView = 90 }).FocalX.ShouldBe(48, 1e-9);
        PinholeCamera.Of(depth, photo, new() { Camera = new(50, 40, 30) })
            .ShouldBe(new PinholeCamera(96, 64, 50, 50, 40, 30));
        var film = new RasterImage(96, 64, PixelFormat.Rgb8, photo.Data, new ImageMetadata(FocalLengthIn35mmFilm: 26));
        PinholeCamera.Of(depth, film).Source.ShouldBe(CameraSource.Exif);
    }

    [Fact]
    public void Depth_of_another_size_has_the_same_view()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var photo = TinyModels.Picture(64, 96);
        var options = new EstimateOptions { OutputSize = new(32, 48), Pad = false, HorizontalFieldOfView = 90 };
        var depth = estimator.Estimate(photo, options);
        PinholeCamera.Of(depth, photo, options).ShouldBe(PinholeCamera.FromFieldOfView(90, 48, 32));
        var mesh = DepthMesh.Of(depth, photo, options: SurfaceOptions.Mesh with { Edges = EdgeCut.None });
        mesh.Vertices.Count.ShouldBe(48 * 32);
    }
}

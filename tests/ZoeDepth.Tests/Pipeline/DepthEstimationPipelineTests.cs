using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Hugging Face's pipeline beyond the golden cases: batches, limits.</summary>
public sealed class DepthEstimationPipelineTests
{
    [Fact]
    public void A_batch_gives_what_single_pictures_give_when_there_is_one_head()
    {
        using var pipeline = DepthEstimationPipeline.FromPretrained(TinyModels.Single);
        RasterImage[] pictures = [TinyModels.Picture(40, 60, 1), TinyModels.Picture(60, 90, 2),
            TinyModels.Picture(40, 60, 3)];
        var single = pipeline.Run(pictures);
        var batched = pipeline.Run(pictures, batchSize: 2);
        for (var i = 0; i < 3; i++)
            Close.Within(batched[i].PredictedDepth.Values,
                Array.ConvertAll(single[i].PredictedDepth.Values, d => (double)d), 1e-4, 1e-4, $"picture {i}");
        batched[1].PredictedDepth.Width.ShouldBe(90);
    }

    [Fact]
    public void Pictures_of_different_processed_sizes_are_refused_in_one_batch_by_name()
    {
        using var pipeline = DepthEstimationPipeline.FromPretrained(TinyModels.Single);
        RasterImage[] pictures = [TinyModels.Picture(40, 60), TinyModels.Picture(60, 40)];
        pipeline.Run(pictures).Count.ShouldBe(2);
        Should.Throw<UnsupportedImageSizeException>(() =>
            pipeline.Run(pictures, batchSize: 2)).Message.ShouldStartWith("picture 2 of 2 comes out at ");
    }

    [Fact]
    public void No_picture_gives_no_result_and_no_batch_size_is_refused()
    {
        using var pipeline = DepthEstimationPipeline.FromPretrained(TinyModels.Single);
        pipeline.Run(Array.Empty<RasterImage>()).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => pipeline.Run([TinyModels.Picture(40, 60)], batchSize: 0));
    }

    [Fact]
    public void A_picture_beyond_the_ceiling_is_refused_before_anything_runs()
    {
        using var model = ZoeDepthForDepthEstimation.FromPretrained(TinyModels.Single);
        using var pipeline = new DepthEstimationPipeline(model,
            ZoeDepthImageProcessor.FromPretrained(TinyModels.Single)) { MaxNetworkPixels = 10_000 };
        Should.Throw<UnsupportedImageSizeException>(() =>
            pipeline.Run([TinyModels.Picture(40, 60), TinyModels.Picture(40, 600)])).Message
            .ShouldStartWith("picture 2 of 2 of 600x40 would enter the network with ");
    }

    [Fact]
    public void The_gray_picture_is_bright_where_far_and_spans_the_range()
    {
        using var pipeline = DepthEstimationPipeline.FromPretrained(TinyModels.Single);
        var result = pipeline.Run(TinyModels.Picture(50, 70));
        var metres = result.PredictedDepth.Values;
        result.Depth.Data[Array.IndexOf(metres, metres.Max())].ShouldBe((byte)255);
        result.Depth.Data[Array.IndexOf(metres, metres.Min())].ShouldBe((byte)0);
    }

    [Fact]
    public void A_cancelled_token_stops_the_pipeline()
    {
        using var pipeline = DepthEstimationPipeline.FromPretrained(TinyModels.Single);
        Should.Throw<OperationCanceledException>(() =>
            pipeline.Run(TinyModels.Picture(40, 60), new CancellationToken(canceled: true)));
    }
}

using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>A picture in, metres out.</summary>
public sealed class DepthEstimatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zoedepth").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_hf_preset_is_the_pipeline_to_the_bit()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        using var pipeline = DepthEstimationPipeline.FromPretrained(TinyModels.Single);
        var picture = TinyModels.Picture(57, 71);
        var depth = estimator.Estimate(picture);
        depth.Values.ShouldBe(pipeline.Run(picture).PredictedDepth.Values);
        (depth.Height, depth.Width, depth.NetworkHeight, depth.NetworkWidth, depth.Preset)
            .ShouldBe((57, 71, 96, 96, "hf"));
        depth.Domain.ShouldBeNull();
        depth.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void The_paper_preset_is_the_mean_of_two_plain_passes_resized_with_aligned_corners()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var picture = TinyModels.Picture(61, 83);
        var depth = estimator.Estimate(picture, new() { Preset = DepthPreset.Paper });

        using var pass = Pass.Inference();
        var processor = estimator.Processor with { DoPad = false, KeepAspectRatio = false };
        float[] Run(RasterImage image) =>
            estimator.Model.Forward(processor.Preprocess(pass, image)).PredictedDepth.Values.ToArray();
        var (plain, mirrored) = (Run(picture), Run(TinyModels.Mirrored(picture)));
        double Mean(int row, int column)
        {
            (row, column) = (Math.Min(row, 63), Math.Min(column, 95));
            return (plain[(row * 96) + column] + mirrored[(row * 96) + 95 - column]) / 2.0;
        }

        var expected = new double[61 * 83];
        for (var y = 0; y < 61; y++)
            for (var x = 0; x < 83; x++)
            {
                var (v, u) = (y * (63f / 60), x * (95f / 82));
                var (v0, u0) = ((int)v, (int)u);
                var (fv, fu) = (v - v0, u - u0);
                expected[(y * 83) + x] = ((1 - fv) * (((1 - fu) * Mean(v0, u0)) + (fu * Mean(v0, u0 + 1))))
                    + (fv * (((1 - fu) * Mean(v0 + 1, u0)) + (fu * Mean(v0 + 1, u0 + 1))));
            }
        // The mirrored picture is interpolated at mirrored places, whose float32 coordinates round otherwise: 2^-17 of
        // a pixel at 96.
        Close.Within(depth.Values, expected, 1e-4, 1e-4, "paper");
    }

    [Fact]
    public void Averaging_with_the_mirror_image_makes_a_mirrored_picture_give_the_mirrored_depth()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single, new() { Preset = DepthPreset.Upstream });
        var picture = TinyModels.Picture(40, 64);
        var depth = estimator.Estimate(picture);
        var mirrored = estimator.Estimate(TinyModels.Mirrored(picture));
        var back = Enumerable.Range(0, 40 * 64).Select(i => (double)mirrored[i / 64, 63 - (i % 64)]).ToArray();
        Close.Within(depth.Values, back, 2e-4, 2e-4, "mirrored twice");
        var single = estimator.Estimate(picture, new() { Flip = false });
        depth.Values.Zip(single.Values, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(0.01f);
    }

    [Fact]
    public void A_forced_head_answers_and_the_result_says_what_the_router_thought()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
        var picture = TinyModels.Picture(60, 80);
        var free = estimator.Estimate(picture);
        var nyu = estimator.Estimate(picture, new() { Domain = "nyu" });
        var kitti = estimator.Estimate(picture, new() { Domain = "kitti" });
        (nyu.Domain!.Name, nyu.Domain.Index, kitti.Domain!.Name, kitti.Domain.Index).ShouldBe(("nyu", 0, "kitti", 1));
        (nyu.Domain.Probability + kitti.Domain.Probability).ShouldBe(1, 1e-6);
        free.Domain!.Probability.ShouldBeGreaterThanOrEqualTo(0.5);
        free.Values.ShouldBe((free.Domain.Index == 0 ? nyu : kitti).Values);
        kitti.Values.ShouldNotBe(nyu.Values);
        kitti.MirroredDomain.ShouldBeNull();
        estimator.Estimate(picture, new() { Domain = "1", Flip = true }).MirroredDomain!.Index.ShouldBe(1);
        kitti.Describe()["Domain"].ShouldEndWith("asked for");
        free.Describe()["Domain"].ShouldEndWith("chosen by the model");
    }

    [Fact]
    public void The_corrected_range_is_the_affine_image_of_the_published_one()
    {
        var picture = TinyModels.Picture(60, 80);
        using var published = DepthEstimator.FromPretrained(TinyModels.Normed);
        using var corrected = DepthEstimator.FromPretrained(TinyModels.Normed, new() { MaxDepth = 80 });
        var expected = published.Estimate(picture).Values.Select(d => 0.001 + ((d - 0.001) * 79.999 / 9.999)).ToArray();
        Close.Within(corrected.Estimate(picture).Values, expected, 1e-5, 0, "80 m");
        corrected.Notes.ShouldBe(["the far end of the range was set to 80 m"]);
        Should.Throw<ArgumentException>(() =>
            DepthEstimator.FromPretrained(TinyModels.Single, new() { MaxDepth = 80 })).Message
            .ShouldBe("a maximum depth (80 m) only moves normed bins, and this model's are softplus: its depths are " +
                "not bounded; leave it out");
        Should.Throw<ArgumentException>(() =>
            DepthEstimator.FromPretrained(TinyModels.Normed, new() { MaxDepth = 0 })).Message.ShouldContain(
            "must lie beyond the nearest depth");
    }

    [Fact]
    public void ZoeD_K_as_published_is_loaded_as_it_is_and_said_to_be_wrong_in_one_line()
    {
        PublishedKitti.HasWrongRange(ZoeDepthConfig.Kitti).ShouldBeTrue();
        PublishedKitti.HasWrongRange(ZoeDepthConfig.Nyu).ShouldBeFalse();
        PublishedKitti.HasWrongRange(ZoeDepthConfig.NyuKitti).ShouldBeFalse();
        PublishedKitti.HasWrongRange(PublishedKitti.WithMaxDepth(ZoeDepthConfig.Kitti, 80)).ShouldBeFalse();
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.KittiConfig);
        model.SavePretrained(_folder);
        new ZoeDepthImageProcessor { Size = new(64, 96) }.SavePretrained(_folder);
        using var published = DepthEstimator.FromPretrained(_folder);
        published.Notes.ShouldHaveSingleItem()
            .ShouldStartWith(
                "this is ZoeD_K as published: its config.json ends the range at 10 m although the head was trained " +
                "for 80 m");
        published.Estimate(TinyModels.Picture(40, 60)).Notes.ShouldBe(published.Notes);
        using var corrected = DepthEstimator.FromPretrained(_folder, new() { MaxDepth = 80 });
        corrected.Notes.ShouldHaveSingleItem().ShouldNotContain("ZoeD_K");
    }

    [Fact]
    public void A_folder_without_processor_settings_is_noted()
    {
        foreach (var file in (string[])["config.json", "model.safetensors"])
            File.Copy(Path.Combine(TinyModels.Single, file), Path.Combine(_folder, file));
        using var estimator = DepthEstimator.FromPretrained(_folder);
        estimator.Notes.ShouldBe(
            [$"settings of the image processor: published values (multiples of 32), because {_folder} has no " +
                "preprocessor_config.json"]);
        estimator.Plan(new(480, 640)).Network.ShouldBe(new(384, 512));
    }

    [Fact]
    public void A_file_of_settings_is_not_noted_whatever_it_is_called()
    {
        using var model = ZoeDepthForDepthEstimation.FromPretrained(TinyModels.Single);
        using var estimator = new DepthEstimator(model,
            ZoeDepthImageProcessor.FromJson("{}", "published/preprocessor_config.json"));
        estimator.Notes.ShouldBeEmpty();
    }

    [Theory, InlineData(0), InlineData(1025)]
    public void A_number_of_threads_that_cannot_be_is_refused_before_the_model_is_opened(int threads)
    {
        var nowhere = Path.Combine(_folder, "nowhere");
        Should.Throw<ArgumentOutOfRangeException>(() =>
            DepthEstimator.FromPretrained(nowhere, new() { Threads = threads }));
        Should.Throw<ArgumentOutOfRangeException>(() => DepthEstimationPipeline.FromPretrained(nowhere, threads));
        Should.Throw<DirectoryNotFoundException>(() => DepthEstimator.FromPretrained(nowhere));
    }

    [Fact]
    public void Progress_rises_to_one_through_both_passes_and_names_the_stages()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var seen = new Reports();
        estimator.Estimate(TinyModels.Picture(40, 60), new() { Flip = true, Spread = true }, seen);
        seen.All.Select(p => p.Fraction).ShouldBe(seen.All.Select(p => p.Fraction).Order());
        seen.All[^1].Fraction.ShouldBe(1, "the stages the model announces and the count of them must agree");
        seen.All.Count(p => p.Fraction == 1).ShouldBe(1);
        seen.All[0].Stage.ShouldBe("backbone.encoder.layer.0");
        seen.All[^1].Stage.ShouldBe("mirrored metric_head");
    }

    [Fact]
    public async Task An_estimate_can_be_cancelled_on_the_way_and_the_next_one_works()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        using var cancel = new CancellationTokenSource();
        void CancelAfterTheSecondLayer(DepthProgress progress)
        {
            if (progress.Stage.EndsWith("layer.1", StringComparison.Ordinal)) cancel.Cancel();
        }

        var reports = new Reports { Each = CancelAfterTheSecondLayer };
        await Should.ThrowAsync<OperationCanceledException>(() =>
            estimator.EstimateAsync(TinyModels.Picture(40, 60), null, reports, cancel.Token));
        reports.All.Count.ShouldBe(2);
        (await estimator.EstimateAsync(TinyModels.Picture(40, 60))).Values.Length.ShouldBe(40 * 60);
    }

    [Fact]
    public async Task Estimates_at_once_give_what_estimates_in_turn_give()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
        var pictures = Enumerable.Range(0, 6).Select(i => TinyModels.Picture(40 + (7 * i), 60, i)).ToArray();
        var inTurn = pictures.Select(picture => estimator.Estimate(picture).Values).ToArray();
        var atOnce = await Task.WhenAll(pictures.Select(picture => estimator.EstimateAsync(picture)));
        for (var i = 0; i < pictures.Length; i++) atOnce[i].Values.ShouldBe(inTurn[i]);
    }

    [Fact]
    public async Task The_first_passes_of_a_model_at_once_give_what_its_passes_in_turn_give()
    {
        const int threads = 4;
        var pictures = Enumerable.Range(0, threads).Select(i => TinyModels.Picture(40 + (7 * i), 60, i)).ToArray();
        float[][] inTurn;
        using (var estimator = DepthEstimator.FromPretrained(TinyModels.TwoHeads))
            inTurn = [.. pictures.Select(picture => estimator.Estimate(picture).Values)];
        for (var round = 0; round < 10; round++)
        {
            // Nothing is opened, read or packed yet: all of them come to every weight for the first time, at the same
            // time.
            using var cold = DepthEstimator.FromPretrained(TinyModels.TwoHeads);
            using var start = new Barrier(threads);
            var atOnce = new float[threads][];
            var runners = Enumerable.Range(0, threads).Select(i => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                atOnce[i] = cold.Estimate(pictures[i]).Values;
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
            await Task.WhenAll(runners);
            for (var i = 0; i < threads; i++) atOnce[i].ShouldBe(inTurn[i], $"picture {i} of round {round}");
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var picture = TinyModels.Picture(70, 50);
        using var one = DepthEstimator.FromPretrained(TinyModels.Single, new() { Threads = 1 });
        using var three = DepthEstimator.FromPretrained(TinyModels.Single, new() { Threads = 3 });
        three.Estimate(picture).Values.ShouldBe(one.Estimate(picture).Values);
    }

    [Fact]
    public void Damaged_weights_are_named_when_the_answer_is_not_finite()
    {
        using var model = ZoeDepthForDepthEstimation.FromPretrained(TinyModels.Single);
        var parameter = model.Parameters.Single(p => p.Name == "metric_head.seed_projector.conv1.weight");
        using (var w = parameter.Write()) w.Values[7] = float.NaN;
        using var estimator = new DepthEstimator(model, ZoeDepthImageProcessor.FromPretrained(TinyModels.Single),
            name: "damaged");
        var error = Should.Throw<NonFiniteDepthException>(() => estimator.Estimate(TinyModels.Picture(40, 60)));
        error.Message.ShouldStartWith("damaged answered the picture with ");
        error.Message.ShouldEndWith(
            "NaN or infinity stands in the weights metric_head.seed_projector.conv1.weight (1 elements, the first at " +
            "7): the checkpoint is damaged; download it again");
        error.Weights.ShouldHaveSingleItem().Name.ShouldBe(parameter.Name);
    }

    [Fact]
    public void A_picture_that_cannot_go_through_is_refused_by_its_file_name()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var dot = Path.Combine(_folder, "dot.ppm");
        File.WriteAllBytes(dot, [.. "P6 1 1 255\n"u8, 1, 2, 3]);
        Should.Throw<UnsupportedImageSizeException>(() =>
            estimator.Estimate(dot)).Message.ShouldStartWith($"{dot} of 1x1 is too small to be mirrored at its border");
        estimator.Estimate(dot, new() { Pad = false }).Values.Length.ShouldBe(1);
        Should.Throw<UnsupportedImageSizeException>(() =>
            estimator.Estimate(new RasterImage(10, 20000, PixelFormat.Rgb8, new byte[600_000]))).Message.ShouldContain(
            "of 10x20000 is too elongated");
        Should.Throw<FileNotFoundException>(() =>
            estimator.Estimate(Path.Combine(_folder, "none.png"))).Message.ShouldContain("none.png");
    }

    [Fact]
    public void Sixteen_bit_gray_is_cut_as_the_reference_does_and_the_result_says_so()
    {
        using var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        var gray = new RasterImage(30, 20, PixelFormat.Gray16, new byte[30 * 20 * 2]);
        estimator.Estimate(gray).Notes.ShouldHaveSingleItem()
            .ShouldStartWith("the picture has 16-bit gray samples, which were cut at 255");
    }

    [Fact]
    public void A_loaded_model_keeps_its_range_and_stays_the_callers()
    {
        using var model = ZoeDepthForDepthEstimation.FromPretrained(TinyModels.Normed);
        Should.Throw<ArgumentException>(() =>
            new DepthEstimator(model, new ZoeDepthImageProcessor(), new() { MaxDepth = 80 })).Message.ShouldStartWith(
            "the range is part of a loaded model");
        var processor = ZoeDepthImageProcessor.FromPretrained(TinyModels.Normed);
        using (var first = new DepthEstimator(model, processor)) first.Estimate(TinyModels.Picture(40, 60));
        using var second = new DepthEstimator(model, processor);
        second.Estimate(TinyModels.Picture(40, 60)).Values.Length.ShouldBe(40 * 60);
    }

    [Fact]
    public void A_disposed_estimator_says_so()
    {
        var estimator = DepthEstimator.FromPretrained(TinyModels.Single);
        estimator.Dispose();
        Should.Throw<ObjectDisposedException>(() => estimator.Estimate(TinyModels.Picture(40, 60)));
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZoeDepth.Tensors;

namespace ZoeDepth.Extensions.Tests;

/// <summary>Models as services of a host.</summary>
public sealed class ServicesTests
{
    private static HostApplicationBuilder Builder() => Host.CreateEmptyApplicationBuilder(new());

    [Fact]
    public async Task An_estimator_of_a_host_answers_as_one_that_was_opened_by_hand()
    {
        var builder = Builder();
        builder.Services.AddZoeDepth(options => (options.Model, options.Threads) = (Models.TwoHeads, 1));
        using var host = builder.Build();
        await host.StartAsync();
        var service = host.Services.GetRequiredService<IDepthEstimator>();
        service.ShouldBeSameAs(host.Services.GetRequiredService<DepthEstimator>(), "nothing stands around it");
        using var direct = DepthEstimator.FromPretrained(Models.TwoHeads, new() { Threads = 1 });

        var depth = await service.EstimateAsync(Models.Picture(), new() { Domain = "kitti" });

        depth.Values.ShouldBe(direct.Estimate(Models.Picture(), new EstimateOptions { Domain = "kitti" }).Values);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_section_of_the_configuration_sets_every_option()
    {
        var builder = Builder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Depth:Model"] = Models.OneHead, ["Depth:Preset"] = "upstream", ["Depth:MaxDepth"] = "20",
            ["Depth:Threads"] = "1", ["Depth:Precision"] = "bfloat16", ["Depth:MaxConcurrentEstimates"] = "3",
            ["Depth:MaxActivationBytes"] = "1000000000", ["Depth:MaxBatch"] = "4", ["Depth:OpenAtStart"] = "false",
        });
        builder.Services.AddZoeDepth(builder.Configuration.GetSection("Depth"));
        using var host = builder.Build();
        await host.StartAsync();

        var options = host.Services.GetRequiredService<IOptions<ZoeDepthOptions>>().Value;
        options.OpenAtStart.ShouldBeFalse();
        options.ToEstimatorOptions().ShouldBe(new DepthEstimatorOptions
        {
            Preset = DepthPreset.Upstream, MaxDepth = 20, Threads = 1, Precision = Precision.BFloat16,
            MaxConcurrentEstimates = 3, MaxActivationBytes = 1_000_000_000, MaxBatch = 4,
        });
        var depth = await host.Services.GetRequiredService<IDepthEstimator>().EstimateAsync(Models.Picture());
        depth.Preset.ShouldBe("upstream");
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_options_is_said_when_the_host_starts()
    {
        var builder = Builder();
        builder.Services.AddZoeDepth(options =>
        {
            (options.Model, options.Preset, options.MaxDepth, options.Threads) = (" ", "best", -1, 0);
            (options.Precision, options.MaxConcurrentEstimates, options.MaxActivationBytes) = ((Precision)9, 0, 0);
            options.MaxBatch = 0;
        });
        using var host = builder.Build();
        var error = (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message;
        foreach (var property in typeof(ZoeDepthOptions).GetProperties().Where(property => property.CanWrite
            && property.Name != nameof(ZoeDepthOptions.OpenAtStart)))
            error.ShouldContain($"ZoeDepth: {property.Name} is");
        error.ShouldContain("hf, upstream, paper, controlnet");
    }

    [Fact]
    public async Task A_model_that_is_not_there_stops_the_host_and_not_the_first_caller()
    {
        var builder = Builder();
        builder.Services.AddZoeDepth(options => options.Model = "Intel/zoedepth-none");
        using var host = builder.Build();
        (await Should.ThrowAsync<DirectoryNotFoundException>(() => host.StartAsync())).Message
            .ShouldContain("zoedepth models pull Intel/zoedepth-none");
    }

    [Fact]
    public void Without_a_name_it_is_the_model_in_the_box_and_where_there_is_none_the_way_out_is_named()
    {
        using var services = new ServiceCollection().AddZoeDepth().Services.BuildServiceProvider();
        Should.Throw<DirectoryNotFoundException>(() => services.GetRequiredService<IDepthEstimator>()).Message
            .ShouldContain("refer to the package ZoeDepth.Mini");
    }

    [Fact]
    public async Task Several_models_are_asked_for_by_their_keys()
    {
        var builder = Builder();
        builder.Services.AddKeyedZoeDepth("one", options => options.Model = Models.OneHead).UseCaching();
        builder.Services.AddKeyedZoeDepth("two", options => options.Model = Models.TwoHeads);
        using var host = builder.Build();
        await host.StartAsync();
        var (one, two) = (host.Services.GetRequiredKeyedService<IDepthEstimator>("one"),
            host.Services.GetRequiredKeyedService<IDepthEstimator>("two"));
        (await one.EstimateAsync(Models.Picture())).Domain.ShouldBeNull();
        (await two.EstimateAsync(Models.Picture())).Domain.ShouldNotBeNull();
        one.ShouldNotBeOfType<DepthEstimator>("a cache stands around it");
        two.ShouldBeOfType<DepthEstimator>("and around this one nothing");
        host.Services.GetService<IDepthEstimator>().ShouldBeNull("none was added without a key");
    }

    [Fact]
    public void A_second_model_needs_a_key_of_its_own()
    {
        var services = new ServiceCollection();
        services.AddZoeDepth();
        services.AddKeyedZoeDepth("street");
        Should.Throw<InvalidOperationException>(() => services.AddZoeDepth()).Message.ShouldContain("AddKeyedZoeDepth");
        Should.Throw<InvalidOperationException>(() => services.AddKeyedZoeDepth("street")).Message
            .ShouldContain("'street'");
        Should.Throw<ArgumentException>(() => services.AddKeyedZoeDepth(" "));
    }

    [Fact]
    public async Task The_container_disposes_the_model_after_the_estimates_under_way()
    {
        var services = new ServiceCollection().AddZoeDepth(options => options.Model = Models.TwoHeads).Services
            .BuildServiceProvider();
        var estimator = services.GetRequiredService<IDepthEstimator>();
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var underWay = estimator.EstimateAsync(Models.Picture(), progress: new Reported(() => began.TrySetResult()));
        await began.Task;
        await services.DisposeAsync();
        (await underWay).Width.ShouldBe(48);
        await Should.ThrowAsync<ObjectDisposedException>(() => estimator.EstimateAsync(Models.Picture()));
    }

    private sealed class Reported(Action then) : IProgress<DepthProgress>
    {
        public void Report(DepthProgress value) => then();
    }
}

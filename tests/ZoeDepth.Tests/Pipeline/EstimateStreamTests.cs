using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Pictures as they come, depths in their order.</summary>
public sealed class EstimateStreamTests : IDisposable
{
    private readonly DepthEstimator _estimator =
        DepthEstimator.FromPretrained(TinyModels.Single, new() { Threads = 1 });
    private int _made;
    private bool _isDisposed;

    public void Dispose() => _estimator.Dispose();

    private async IAsyncEnumerable<RasterImage> Pictures(int count, int fails = -1)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                await Task.Yield();
                if (i == fails) throw new IOException("the camera was unplugged");
                Interlocked.Increment(ref _made);
                yield return TinyModels.Picture(32 + i, 48, seed: i);
            }
        }
        finally
        {
            _isDisposed = true;
        }
    }

    [Fact]
    public async Task Depths_come_in_the_order_of_their_pictures()
    {
        var heights = new List<int>();
        await foreach (var depth in _estimator.EstimateAsync(Pictures(5)))
        {
            var picture = TinyModels.Picture(depth.Height, 48, seed: heights.Count);
            depth.Values.ShouldBe(_estimator.Estimate(picture).Values);
            heights.Add(depth.Height);
        }
        heights.ShouldBe([32, 33, 34, 35, 36]);
        _isDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_one_picture_is_made_ahead()
    {
        var taken = 0;
        await foreach (var _ in _estimator.EstimateAsync(Pictures(6)))
        {
            taken++;
            await Task.Delay(20);
            Volatile.Read(ref _made).ShouldBeLessThanOrEqualTo(taken + 1);
        }
        taken.ShouldBe(6);
    }

    [Fact]
    public async Task Whoever_leaves_early_ends_the_source()
    {
        await foreach (var _ in _estimator.EstimateAsync(Pictures(1000))) break;
        _isDisposed.ShouldBeTrue();
        _made.ShouldBeLessThan(4);
    }

    [Fact]
    public async Task An_error_of_the_source_comes_after_the_depths_before_it()
    {
        var taken = 0;
        var error = await Should.ThrowAsync<IOException>(async () =>
        {
            await foreach (var _ in _estimator.EstimateAsync(Pictures(5, fails: 2))) taken++;
        });
        error.Message.ShouldBe("the camera was unplugged");
        taken.ShouldBe(2);
        _isDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_option_ends_the_stream_at_its_first_picture()
    {
        await Should.ThrowAsync<ArgumentException>(async () =>
        {
            await foreach (var _ in _estimator.EstimateAsync(Pictures(5), new() { Domain = "moon" })) { }
        });
        _isDisposed.ShouldBeTrue();
        Should.Throw<ArgumentNullException>(() => _estimator.EstimateAsync((IAsyncEnumerable<RasterImage>)null!));
    }

    [Fact]
    public async Task A_cancelled_stream_ends()
    {
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _estimator.EstimateAsync(Pictures(1000), null, cancel.Token)) cancel.Cancel();
        });
        _isDisposed.ShouldBeTrue();
    }
}

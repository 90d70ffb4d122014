namespace ZoeDepth.Hub;

/// <summary><see cref="DepthEstimator"/> by the name of a model that may have to be fetched first.</summary>
public static class DepthEstimatorDownloads
{
    extension(DepthEstimator)
    {
        /// <summary>
        /// Opens a model by its name, <c>Intel/zoedepth-nyu-kitti</c> or <c>ZoeD_NK</c>, and fetches it where it is not
        /// on this machine; one that is here is opened without asking anybody.
        /// <code>
        /// using var estimator = await DepthEstimator.FromPretrainedAsync("Intel/zoedepth-nyu-kitti");
        /// </code>
        /// </summary>
        /// <param name="model">the name, or the path of a folder or a weight file</param>
        /// <param name="options">preset, range, threads, limits</param>
        /// <param name="hub">where from, which revision, into which cache</param>
        /// <param name="progress">told often while bytes come, on threads of the pool</param>
        /// <param name="cancellation">ends a download; what came is kept and gone on with</param>
        /// <exception cref="HubException">it cannot be fetched; its fault says why</exception>
        /// <exception cref="OperationCanceledException">the token was cancelled</exception>
        /// <inheritdoc cref="DepthEstimator.FromPretrained(string, DepthEstimatorOptions?)"/>
        public static async Task<DepthEstimator> FromPretrainedAsync(string model,
            DepthEstimatorOptions? options = null, ModelHubOptions? hub = null,
            IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        {
            using var source = new ModelHub(new HubSettings(hub));
            var location = await source.LocateAsync(model, isAsked: false, progress, cancellation)
                .ConfigureAwait(false);
            return DepthEstimator.FromPretrained(location, options);
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ZoeDepth.Extensions;

/// <summary>Depth as a service of a host.</summary>
public static class ZoeDepthServices
{
    /// <summary>
    /// Adds one model: <see cref="IDepthEstimator"/> for those who only estimate, and <see cref="DepthEstimator"/> for
    /// those who need its frames, heads and plans. Both are singletons over the same model; the container disposes it,
    /// after the estimates under way.
    /// <code>
    /// builder.Services.AddZoeDepth(options => options.Model = "Intel/zoedepth-nyu-kitti").UseLogging().UseCaching();
    /// </code>
    /// </summary>
    /// <param name="services">the host's services</param>
    /// <param name="configure">sets the options; without it, <c>zoedepth-mini</c> answers</param>
    public static DepthEstimatorBuilder AddZoeDepth(this IServiceCollection services,
        Action<ZoeDepthOptions>? configure = null) => Add(services, null, options => Configure(options, configure));

    /// <summary>Adds one model as a section of the host's configuration describes it.</summary>
    /// <param name="services">the host's services</param>
    /// <param name="section">the properties of <see cref="ZoeDepthOptions"/></param>
    public static DepthEstimatorBuilder AddZoeDepth(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, null, options => options.Bind(section));
    }

    /// <summary>Adds one of several models, asked for by its key (<c>[FromKeyedServices("street")]</c>).</summary>
    /// <param name="services">the host's services</param>
    /// <param name="key">the model's key</param>
    /// <param name="configure">sets the options; without it, <c>zoedepth-mini</c> answers</param>
    public static DepthEstimatorBuilder AddKeyedZoeDepth(this IServiceCollection services, string key,
        Action<ZoeDepthOptions>? configure = null) =>
        Add(services, Required(key), options => Configure(options, configure));

    /// <summary>Adds one of several models as a section of the host's configuration describes it.</summary>
    /// <param name="services">the host's services</param>
    /// <param name="key">the model's key</param>
    /// <param name="section">the properties of <see cref="ZoeDepthOptions"/></param>
    public static DepthEstimatorBuilder AddKeyedZoeDepth(this IServiceCollection services, string key,
        IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, Required(key), options => options.Bind(section));
    }

    /// <summary>
    /// Adds a check that is healthy once the model is open, degraded while it has not been asked for, and unhealthy,
    /// with the reason, where it could not be opened.
    /// </summary>
    /// <param name="checks">the host's checks</param>
    /// <param name="key">the key of the model; null for the one without a key</param>
    public static IHealthChecksBuilder AddZoeDepth(this IHealthChecksBuilder checks, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.Add(new(key is null ? "zoedepth" : $"zoedepth-{key}",
            services => new ModelHealthCheck(services.GetRequiredKeyedService<OpenedModel>(NameOf(key))),
            failureStatus: null, tags: null));
    }

    private static DepthEstimatorBuilder Add(IServiceCollection services, string? key,
        Action<OptionsBuilder<ZoeDepthOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var name = NameOf(key);
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(OpenedModel)
            && Equals(service.ServiceKey, name)))
            throw new InvalidOperationException(key is null
                ? "ZoeDepth was added already; give each further model a key: AddKeyedZoeDepth"
                : $"a ZoeDepth of the key '{key}' was added already");
        var builder = new DepthEstimatorBuilder(services, key);
        configure(services.AddOptions<ZoeDepthOptions>(name).ValidateOnStart());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ZoeDepthOptions>, ZoeDepthOptionsValidation>());
        services.AddKeyedSingleton(name, (provider, _) =>
            new OpenedModel(provider.GetRequiredService<IOptionsMonitor<ZoeDepthOptions>>().Get(name)));
        services.AddSingleton<Microsoft.Extensions.Hosting.IHostedService>(provider =>
            new ModelAtStart(provider.GetRequiredKeyedService<OpenedModel>(name)));
        if (key is null)
        {
            services.AddSingleton(provider => Opened(provider, name));
            services.AddSingleton(provider => builder.Build(provider, provider.GetRequiredService<DepthEstimator>()));
        }
        else
        {
            services.AddKeyedSingleton(key, (provider, _) => Opened(provider, name));
            services.AddKeyedSingleton(key, (provider, _) =>
                builder.Build(provider, provider.GetRequiredKeyedService<DepthEstimator>(key)));
        }
        return builder;
    }

    private static DepthEstimator Opened(IServiceProvider services, string name) =>
        services.GetRequiredKeyedService<OpenedModel>(name).Estimator;

    private static void Configure(OptionsBuilder<ZoeDepthOptions> options, Action<ZoeDepthOptions>? configure)
    {
        if (configure is not null) options.Configure(configure);
    }

    private static string Required(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return key;
    }

    // Options without a name have the empty one.
    private static string NameOf(string? key) => key ?? Microsoft.Extensions.Options.Options.DefaultName;
}

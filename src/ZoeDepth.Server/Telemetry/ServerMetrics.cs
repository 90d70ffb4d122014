using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ZoeDepth.Server;

/// <summary>
/// What the service measures; its meter and its source of activities are called <c>ZoeDepth.Server</c>. No name, key
/// or address of anybody is among the tags.
/// </summary>
internal sealed class ServerMetrics
{
    /// <summary>What meter and source are called.</summary>
    public const string Name = "ZoeDepth.Server";

    /// <summary>Activities: what an image waits for, and what is done with it beside the estimate.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>Bounds of the bars of a histogram of times, in seconds.</summary>
    public static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = Buckets };

    private readonly Histogram<double> _waited, _worked;
    private readonly Counter<long> _answers, _cutOff;

    /// <param name="factory">the host's</param>
    /// <param name="uploads">counts what arrives</param>
    /// <param name="admission">counts who is in</param>
    /// <param name="models">counts what finishes</param>
    public ServerMetrics(IMeterFactory factory, Uploads uploads, Admission admission, ModelCatalogue models)
    {
        var meter = factory.Create(Name);
        _waited = meter.CreateHistogram("zoedepth.server.queue.duration", "s", "How long an image waited for its turn",
            tags: null, Seconds);
        _worked = meter.CreateHistogram("zoedepth.server.image.duration", "s",
            "How long an image was decoded, estimated and encoded", tags: null, Seconds);
        _answers = meter.CreateCounter<long>("zoedepth.server.answers", "{answer}",
            "Images answered, and problems told, by status");
        _cutOff = meter.CreateCounter<long>("zoedepth.server.answers.cut_off", "{answer}",
            "Answers broken off because the client did not read them in time");
        meter.CreateObservableUpDownCounter("zoedepth.server.uploads", () => uploads.Count, "{request}",
            "Requests whose images arrive");
        meter.CreateObservableUpDownCounter("zoedepth.server.uploads.bytes", () => uploads.Bytes, "By",
            "Bytes of images' files in memory, from the first that comes until the image is decoded");
        meter.CreateObservableUpDownCounter("zoedepth.server.answers.room", () => admission.AnswerBytes, "By",
            "Room held by answers that are made or sent");
        meter.CreateObservableUpDownCounter("zoedepth.server.queue.length", () => admission.Waiting, "{image}",
            "Images that wait for their turn");
        meter.CreateObservableUpDownCounter("zoedepth.server.places", () => admission.Places, "{image}",
            "Images that have arrived: waiting, or worked on");
        meter.CreateObservableUpDownCounter("zoedepth.server.models.finishing",
            () => models.All.Sum(model => model.Finishing), "{model}",
            "Models that were replaced and still answer what they began with");
    }

    /// <summary>An image's turn came.</summary>
    public void Waited(TimeSpan time) => _waited.Record(time.TotalSeconds);

    /// <summary>An image was worked on.</summary>
    public void Worked(TimeSpan time, string model, AnswerKind kind) => _worked.Record(time.TotalSeconds,
        new KeyValuePair<string, object?>("zoedepth.model", model),
        new KeyValuePair<string, object?>("zoedepth.output", kind.Name));

    /// <summary>A client that did not read its answer was cut off.</summary>
    public void CutOff() => _cutOff.Add(1);

    /// <summary>An image has its answer, or a request its problem.</summary>
    public void Answered(int status) =>
        _answers.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));
}

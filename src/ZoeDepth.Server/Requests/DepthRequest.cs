using Microsoft.AspNetCore.Http;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Server;

/// <summary>What a request asks for, beside its image.</summary>
internal sealed record DepthRequest
{
    /// <summary>The model that was named; null for the first.</summary>
    public string? Model { get; init; }

    /// <summary>The switches that move metres.</summary>
    public EstimateOptions Estimate { get; init; } = new();

    /// <summary>The kind of answer that was named; null: by the <c>Accept</c> header.</summary>
    public AnswerKind? Answer { get; init; }

    /// <summary>The kinds that were asked for together, whose answer is JSON; null where one was.</summary>
    public IReadOnlyList<AnswerKind>? Outputs { get; init; }

    /// <summary>The kind of answer that query or form names; null for none, and <c>Accept</c> decides.</summary>
    /// <exception cref="RequestProblem">400: what they name contradicts itself</exception>
    public AnswerKind? Kind
    {
        get
        {
            if (Outputs is null) return Answer;
            if (Answer is not null && Answer != AnswerKind.Json)
                throw RequestProblem.BadRequest(
                    "output and outputs were both given; the answer to outputs is json, whose links lead to the files");
            if (Surface != SurfaceShape.View && Outputs.Any(kind => kind.HasSurface))
                throw RequestProblem.BadRequest(
                    $"surface={Surface.Name} is made of another estimate than the image's depth; ask for it by " +
                    "itself, with output=glb or output=ply");
            return AnswerKind.Json;
        }
    }

    /// <summary>Files that are kept beside an answer in JSON.</summary>
    public IEnumerable<AnswerKind> Files => (Outputs ?? []).Where(kind => kind != AnswerKind.Json);

    /// <summary>Units of a 16-bit PNG.</summary>
    public DepthScale Scale { get; init; } = DepthScale.Millimetres;

    /// <summary>How depth is drawn.</summary>
    public ColorPicture Colors { get; init; } = ColorPicture.Default;

    /// <summary>Metres of the colours' near end; the 2nd percentile when null.</summary>
    public double? Near { get; init; }

    /// <summary>Metres of the colours' far end; the 85th percentile when null.</summary>
    public double? Far { get; init; }

    /// <summary>What is spread evenly over the colours.</summary>
    public DepthView View { get; init; }

    /// <summary>What a GLB or PLY is made of.</summary>
    public SurfaceShape Surface { get; init; } = SurfaceShape.View;

    /// <summary>Where surfaces are cut; the usual share when null.</summary>
    public EdgeCut? Edges { get; init; }

    /// <summary>What a query says.</summary>
    /// <exception cref="RequestProblem">400: an unknown parameter, or one that makes no sense</exception>
    public static DepthRequest Of(IQueryCollection query)
    {
        var request = new DepthRequest();
        foreach (var (name, values) in query)
            request = values.Count == 1 ? request.With(name, values[0] ?? "") : throw RequestProblem.BadRequest(
                $"the parameter {UntrustedText.Quoted(name)} came {values.Count} times; say it once");
        return request;
    }

    /// <summary>The same with a parameter of that name.</summary>
    /// <exception cref="RequestProblem">400: there is none, or the value makes no sense</exception>
    public DepthRequest With(string name, string value)
    {
        var parameter = DepthParameter.All.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw RequestProblem.BadRequest(
                $"there is no parameter {UntrustedText.Quoted(name)}; there are: " +
                string.Join(", ", DepthParameter.All.Select(parameter => parameter.Name)));
        try
        {
            return parameter.Read(this, value);
        }
        catch (FormatException wrong)
        {
            throw RequestProblem.BadRequest($"{name} {wrong.Message}, but {UntrustedText.Quoted(value)} came", wrong);
        }
    }
}

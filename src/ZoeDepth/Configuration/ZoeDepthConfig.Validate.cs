using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

public sealed partial record ZoeDepthConfig
{
    /// <summary>
    /// Throws unless a model of this kind can be built and run. Refused are contradictions, and what transformers
    /// declares for ZoeDepth but fails to run: readouts other than <c>project</c>, bins other than <c>softplus</c> and
    /// <c>normed</c>, three heads, other routers than 4 layers of width 128.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// names every field that is wrong, what was expected, and what stands there
    /// </exception>
    public void Validate()
    {
        var problems = new List<ConfigurationProblem>();
        CheckConsistency(problems);
        BackboneRules.Check(BackboneConfig, problems);
        DecoderRules.Check(this, problems);
        if (HasMetricHead) MetricHeadRules.Check(this, problems);
        CameraRules.Check(this, problems);
        if (InferencePrecision is not (null or BFloat16Products or Int8Products))
            problems.Add(new("inference_precision", $"\"{BFloat16Products}\", \"{Int8Products}\" or null for float32",
                $"\"{UntrustedText.Shown(InferencePrecision)}\""));
        if (problems.Count > 0) throw new ConfigurationException(File, problems);
    }

    /// <summary>
    /// The errors transformers' constructor raises, so that a file which it refuses is refused on reading.
    /// </summary>
    private void CheckConsistency(List<ConfigurationProblem> problems)
    {
        if (ReadoutType is not ("ignore" or "add" or "project"))
            problems.Add(new("readout_type", "\"ignore\", \"add\" or \"project\"",
                $"\"{UntrustedText.Shown(ReadoutType)}\""));
        if (AttractorKind is not ("mean" or "sum"))
            problems.Add(new("attractor_kind", "\"mean\" or \"sum\"", $"\"{UntrustedText.Shown(AttractorKind)}\""));
        if (UsePretrainedBackbone)
            problems.Add(new("use_pretrained_backbone",
                "false: the backbone's weights are part of the model's own file", "true"));
        BackboneConfig.ResolveStages(problems, BackboneRules.Path);
    }
}

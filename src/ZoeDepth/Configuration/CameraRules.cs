namespace ZoeDepth;

/// <summary>Which canonical cameras make sense.</summary>
internal static class CameraRules
{
    private const double HalfTurn = 180;

    public static void Check(ZoeDepthConfig config, List<ConfigurationProblem> problems)
    {
        var rules = new ConfigValidator("", problems);
        if (config.CanonicalFocalLength is not { } focal)
        {
            rules.That(config.AssumedFieldOfView is null, "assumed_field_of_view",
                "nothing without canonical_focal_length: such a model's metres do not depend on the camera",
                config.AssumedFieldOfView);
            return;
        }
        rules.That(focal > 0 && double.IsFinite(focal), "canonical_focal_length", "a number of pixels above 0", focal);
        rules.That(config.AssumedFieldOfView is > 0 and < HalfTurn, "assumed_field_of_view",
            $"degrees between 0 and {HalfTurn}, for pictures whose camera is unknown", config.AssumedFieldOfView);
    }
}

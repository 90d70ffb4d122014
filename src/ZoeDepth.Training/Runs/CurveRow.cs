using ZoeDepth.Data;

namespace ZoeDepth.Training;

/// <summary>A step's row of <c>curves.csv</c>.</summary>
internal static class CurveRow
{
    /// <summary>The names of its columns.</summary>
    public static string ColumnsOf(TrainingRecipe recipe) => recipe.Objective == "relative"
        ? "step,loss,trimmed,gradient,outdoor,norm,rate,seconds,wait_seconds"
        : "step,loss,silog,gradient,domain_entropy,outdoor,norm,rate,seconds,wait_seconds";

    /// <summary>Its numbers after the step's.</summary>
    public static double[] Of(
        TrainingRecipe recipe, LossParts loss, Domain domain, double norm, double rate, double seconds, double waited) =>
        recipe.Objective == "relative"
            ? [loss.Total, loss.Trimmed, loss.Gradient, (int)domain, norm, rate, seconds, waited]
            : [loss.Total, loss.SiLog, loss.Gradient, loss.Domain, (int)domain, norm, rate, seconds, waited];
}

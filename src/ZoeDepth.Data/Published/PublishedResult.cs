using System.Globalization;
using nietras.SeparatedValues;

namespace ZoeDepth.Data.Published;

/// <summary>
/// A row of the paper's tables (Bhat et al., ZoeDepth, arXiv 2302.12288, tables 1, 2, 6 and 9 to 16; tables 3 and 4
/// repeat parts of 9 to 16), as <c>paper.csv</c> beside this file holds them.
/// </summary>
/// <param name="Table">its number in the paper</param>
/// <param name="Dataset">the key of the dataset, "nyu"</param>
/// <param name="Method">what the paper calls it, "ZoeD-M12-NK"</param>
/// <param name="Model">the released checkpoint these are the numbers of, "ZoeD_NK"; null for all others</param>
/// <param name="Metrics">the numbers the paper gives, by the original's names</param>
public sealed record PublishedResult(
    int Table, string Dataset, string Method, string? Model, IReadOnlyDictionary<string, double> Metrics)
{
    private const int FirstMetric = 4;

    /// <summary>What later methods are compared with in the paper: the best one before.</summary>
    public const string Baseline = "NeWCRFs";

    /// <summary>All rows, in the order of the tables.</summary>
    public static IReadOnlyList<PublishedResult> All { get; } = Read();

    /// <summary>The rows of a dataset.</summary>
    public static IReadOnlyList<PublishedResult> Of(string dataset) =>
        [.. All.Where(row => row.Dataset == dataset)];

    /// <summary>
    /// How much better numbers are than this row's, as the paper counts it: the mean over a1, abs_rel and rmse of
    /// (new − old) / old where more is better and (old − new) / old where less is.
    /// </summary>
    /// <param name="metrics">gives a metric by its name</param>
    /// <returns>0.25 for 25 % better; null where this row lacks one of the three</returns>
    public double? Improvement(Func<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        string[] names = ["a1", "abs_rel", "rmse"];
        return names.All(Metrics.ContainsKey)
            ? names.Average(name => (name == "a1" ? 1 : -1) * ((metrics(name) / Metrics[name]) - 1))
            : null;
    }

    private static List<PublishedResult> Read()
    {
        using var stream = typeof(PublishedResult).Assembly.GetManifestResourceStream("paper.csv")!;
        using var table = Sep.Reader().From(stream);
        var names = table.Header.ColNames.Skip(FirstMetric).ToArray();
        var rows = new List<PublishedResult>();
        foreach (var row in table)
        {
            var metrics = new Dictionary<string, double>();
            foreach (var name in names)
            {
                if (row[name].ToString() is { Length: > 0 } text)
                    metrics.Add(name, double.Parse(text, CultureInfo.InvariantCulture));
            }
            var model = row["model"].ToString();
            rows.Add(new(row["table"].Parse<int>(), row["dataset"].ToString(), row["method"].ToString(),
                model.Length > 0 ? model : null, metrics));
        }
        return rows;
    }
}

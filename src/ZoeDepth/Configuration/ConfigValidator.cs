using System.Globalization;
using ZoeDepth.Layers;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

/// <summary>Collects broken rules, with the keys as <c>config.json</c> spells them.</summary>
/// <param name="path">what precedes every key</param>
/// <param name="problems">receives what is broken</param>
internal sealed class ConfigValidator(string path, List<ConfigurationProblem> problems)
{
    /// <summary>
    /// More channels, numbers per token or bins than this are taken for a damaged file: the widest layer of ViT-22B has
    /// 24,576. With sides of at most 16,384 pixels the largest table, 65,536 · 65,536 · 16,384 · 16,384 numbers of 4
    /// bytes, still has a size that 64 bits count.
    /// </summary>
    public const int MostChannels = 1 << 16;

    /// <summary>A condition, and what to say unless it holds.</summary>
    public void That<T>(bool holds, string key, string expected, T received)
    {
        if (!holds) problems.Add(new(path + key, expected, Shown(received)));
    }

    /// <summary>A count of channels and the like.</summary>
    public void Channels(string key, int value) =>
        That(IsChannels(value), key, $"a whole number from 1 to {MostChannels}", value);

    /// <summary>Whether so many channels can be.</summary>
    public static bool IsChannels(int value) => value is >= 1 and <= MostChannels;

    /// <summary>The name of an activation.</summary>
    public void Activation(string key, string name) =>
        That(ActivationNames.Names.Contains(name), key, $"one of {string.Join(", ", ActivationNames.Names)}", name);

    /// <summary>A share, 0 to 1.</summary>
    public void Share(string key, double value) => That(value is >= 0 and <= 1, key, "a share from 0 to 1", value);

    private static string Shown<T>(T value) => value switch
    {
        null => "null",
        string text => $"\"{UntrustedText.Shown(text)}\"",
        bool flag => flag ? "true" : "false",
        System.Collections.IEnumerable list =>
        UntrustedText.Shown($"[{string.Join(", ", list.Cast<object?>().Select(Shown))}]"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}

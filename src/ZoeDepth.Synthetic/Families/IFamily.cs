using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// A kind of place. One small file each; to add one, write it and add its line to <see cref="AllFamilies"/>.
/// </summary>
internal interface IFamily
{
    /// <summary>As on the command line, "living-room".</summary>
    string Name { get; }

    /// <summary>Which head learns from it.</summary>
    Domain Domain { get; }

    /// <summary>Builds one such place, its light and its camera, from random numbers.</summary>
    void Compose(Scene scene, SeededRandom random);
}

using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Families;

/// <summary>
/// The places of streets and roads, twenty seeds each: what their pictures must hold on the whole and what none may go
/// beyond.
/// </summary>
public sealed class StreetFamiliesTests
{
    private const int Seeds = 20;

    private static readonly SampleOptions _small = new() { Width = 64, Height = 48 };

    /// <summary>Bounds of a family.</summary>
    /// <param name="Family">its name</param>
    /// <param name="Sky">least and greatest mean share of pixels without depth</param>
    /// <param name="Near">metres between which the depth lies that 5 % of all pixels are nearer than</param>
    /// <param name="Middle">of the median</param>
    /// <param name="Far">that 95 % are nearer than</param>
    /// <param name="Things">least and greatest number of things in any scene</param>
    public sealed record Band(
        string Family, (double Least, double Most) Sky, (double Least, double Most) Near,
        (double Least, double Most) Middle,
        (double Least, double Most) Far, (int Least, int Most) Primitives)
    {
        public override string ToString() => Family;
    }

    public static TheoryData<Band> Bands =>
    [
        new Band("city-street", (0.08, 0.3), (1.8, 4), (6, 13), (35, 85), (150, 3500)),
        new Band("highway", (0.25, 0.5), (2.2, 4), (8, 15), (65, 150), (150, 2500)),
        new Band("country-road", (0.18, 0.4), (2.2, 4), (7, 13), (55, 130), (30, 2000)),
        new Band("car-park", (0.2, 0.42), (2.2, 4.2), (6, 12), (60, 140), (200, 3500)),
        new Band("courtyard", (0, 0.1), (1.8, 4), (5.5, 11), (13, 25), (80, 3000)),
        new Band("facade", (0, 0.08), (1.1, 3.2), (4, 8.5), (11, 33), (50, 3000)),
    ];

    [Theory]
    [MemberData(nameof(Bands))]
    public void Pictures_of_a_family_keep_to_its_sky_and_its_depths(Band band)
    {
        var depths = new List<float>();
        var sky = 0.0;
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var sample = Studio.Take(Family(band), seed, _small);
            var seen = sample.Depth.Where(metres => metres > 0).ToArray();
            seen.Length.ShouldBeGreaterThan(sample.Depth.Length / 4, $"seed {seed}");
            sky += 1 - ((double)seen.Length / sample.Depth.Length);
            depths.AddRange(seen);
        }
        depths.Sort();
        double At(double share) => depths[(int)(share * (depths.Count - 1))];
        var said = $"{band.Family}: sky {sky / Seeds:0.00}, depths {At(0.05):0.0} {At(0.5):0.0} {At(0.95):0.0}";
        (sky / Seeds).ShouldBeInRange(band.Sky.Least, band.Sky.Most, said);
        At(0.05).ShouldBeInRange(band.Near.Least, band.Near.Most, said);
        At(0.5).ShouldBeInRange(band.Middle.Least, band.Middle.Most, said);
        At(0.95).ShouldBeInRange(band.Far.Least, band.Far.Most, said);
    }

    [Theory]
    [MemberData(nameof(Bands))]
    public void A_scene_has_many_things_but_not_too_many(Band band)
    {
        for (var seed = 0UL; seed < Seeds; seed++)
            Composed(band, seed).Primitives.Count.ShouldBeInRange(band.Primitives.Least, band.Primitives.Most,
                $"{band.Family}, seed {seed}");
    }

    [Theory]
    [MemberData(nameof(Bands))]
    public void Most_first_attempts_are_worth_a_picture(Band band)
    {
        var worth = 0;
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            if (Composition.IsWorthAPicture(Composition.Sketch(Composed(band, seed)))) worth++;
        }
        worth.ShouldBeGreaterThan(Seeds * 6 / 10, band.Family);
    }

    [Theory]
    [MemberData(nameof(Bands))]
    public void The_same_seed_gives_the_same_bytes(Band band)
    {
        var (first, second) = (Studio.Take(Family(band), 3, _small), Studio.Take(Family(band), 3, _small));
        second.Picture.Data.ShouldBe(first.Picture.Data);
        second.Depth.ShouldBe(first.Depth);
        Studio.Take(Family(band), 4, _small).Depth.ShouldNotBe(first.Depth);
    }

    private static Scene Composed(Band band, ulong seed)
    {
        var family = Family(band);
        var scene = new Scene(family.Domain);
        family.Compose(scene, new SeededRandom(family.Name, seed).Fork("scene"));
        return scene;
    }

    private static IFamily Family(Band band) => AllFamilies.List.Single(family => family.Name == band.Family);
}

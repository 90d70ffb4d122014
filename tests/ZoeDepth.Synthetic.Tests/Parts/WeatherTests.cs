using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Weather;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Parts;

public sealed class WeatherTests
{
    private static readonly Weather[] _days =
        [.. Enumerable.Range(0, 2000).Select(i => Weather.Draw(new SeededRandom((ulong)i)))];

    [Fact]
    public void The_sun_stands_between_7_and_77_degrees_in_every_direction_and_is_brighter_than_the_sky()
    {
        var suns = _days.Where(day => day.Sun is not null).Select(day => day.Sun!).ToArray();
        foreach (var sun in suns)
        {
            sun.Direction.Length.ShouldBe(1, 1e-9);
            sun.Direction.Z.ShouldBeInRange(0.121, 0.975);
            sun.Irradiance.Luminance.ShouldBeInRange(0.02, 3.3);
            sun.Irradiance.Red.ShouldBeGreaterThan(sun.Irradiance.Blue);
        }
        suns.Count(sun => sun.Direction.X > 0).ShouldBeInRange((int)(0.4 * suns.Length), (int)(0.6 * suns.Length));
        suns.Count(sun => sun.Direction.Y > 0).ShouldBeInRange((int)(0.4 * suns.Length), (int)(0.6 * suns.Length));
    }

    [Fact]
    public void A_third_of_all_days_is_overcast_with_an_even_bright_sky()
    {
        var gray = _days.Where(day => day.Kind == WeatherKind.Overcast).ToArray();
        gray.Length.ShouldBeInRange(600, 800);
        foreach (var day in gray)
        {
            day.Sun.ShouldBeNull();
            day.Sky.Zenith.Luminance.ShouldBeInRange(0.78, 1.22);
            (day.Sky.Zenith.Blue / day.Sky.Zenith.Red).ShouldBeInRange(0.85, 1.2);
        }
    }

    [Fact]
    public void Clear_skies_are_blue_above_and_pale_at_the_horizon()
    {
        foreach (var sky in _days.Where(day => day.Kind is WeatherKind.ClearNoon or WeatherKind.Afternoon)
            .Select(day => day.Sky))
        {
            (sky.Zenith.Blue / sky.Zenith.Red).ShouldBeGreaterThan(1.7);
            sky.Horizon.Luminance.ShouldBeGreaterThan(sky.Zenith.Luminance);
            sky.Ground.Luminance.ShouldBeInRange(0.1, sky.Horizon.Luminance);
        }
    }

    [Fact]
    public void Air_is_seen_through_for_120_to_4000_metres_and_has_the_colour_of_the_horizon()
    {
        foreach (var day in _days)
        {
            day.Air.Visibility.ShouldBeInRange(120, 4000);
            day.Air.Color.ShouldBe(day.Sky.Haze);
        }
    }

    [Fact]
    public void Every_kind_and_season_comes_and_snow_lies_in_winter_alone()
    {
        foreach (var kind in Enum.GetValues<WeatherKind>()) _days.ShouldContain(day => day.Kind == kind);
        foreach (var season in Enum.GetValues<Season>()) _days.ShouldContain(day => day.Season == season);
        _days.ShouldContain(day => day.Snowy);
        _days.Where(day => day.Snowy).ShouldAllBe(day => day.Season == Season.Winter);
    }

    [Fact]
    public void It_lights_a_scene()
    {
        var scene = new Scene(Domain.Outdoor);
        _days[3].Illuminate(scene);
        (scene.Sky, scene.Sun, scene.Fog).ShouldBe((_days[3].Sky, _days[3].Sun, _days[3].Air));
    }
}

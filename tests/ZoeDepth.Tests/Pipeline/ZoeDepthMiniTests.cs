using ZoeDepth.Mini;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>What the model in the box must see in the sample photographs, at any stage of its training.</summary>
public sealed class ZoeDepthMiniTests
{
    [Theory]
    [InlineData("room_desk.jpg", "indoor")]
    [InlineData("room_bed.jpg", "indoor")]
    [InlineData("coffee.jpg", "indoor")]
    [InlineData("courtyard.jpg", "outdoor")]
    [InlineData("forest_path.jpg", "outdoor")]
    [InlineData("harbour.jpg", "outdoor")]
    public void The_router_knows_rooms_from_the_open(string photo, string domain)
    {
        using var estimator = ZoeDepthMini.Open();
        estimator.Estimate(Samples.Photo(photo)).Domain!.Name.ShouldBe(domain);
    }

    [Fact]
    public void A_path_leads_away_and_the_sky_is_far()
    {
        using var estimator = ZoeDepthMini.Open();
        var depth = estimator.Estimate(Samples.Photo("forest_path.jpg"));
        float below = depth[460, 320], middle = depth[330, 320], trees = depth[40, 480];
        below.ShouldBeLessThan(middle);
        middle.ShouldBeLessThan(trees);
        trees.ShouldBeGreaterThan(8);
    }

    [Fact]
    public void A_person_stands_before_what_is_behind()
    {
        using var estimator = ZoeDepthMini.Open();
        var depth = estimator.Estimate(Samples.Photo("astronaut.jpg"));
        var (face, wall) = (depth[130, 220], depth[60, 380]);
        face.ShouldBeInRange(0.3f, 3);
        wall.ShouldBeGreaterThan(1.15f * face);
    }

    [Fact]
    public void No_depth_lies_behind_the_camera_at_an_edge_before_the_sky()
    {
        using var estimator = ZoeDepthMini.Open();
        var depth = estimator.Estimate(Samples.Photo("cameraman.jpg"));
        (depth.Max / depth.Min).ShouldBeGreaterThan(10);
        depth.Min.ShouldBeGreaterThan(0.2f);
    }

    [Fact]
    public void Metres_follow_the_field_of_view_and_the_result_says_which_was_assumed()
    {
        using var estimator = ZoeDepthMini.Open();
        var (wide, narrow) = (Seen(80), Seen(40));
        var ratio = Math.Tan(40 * Math.PI / 180) / Math.Tan(20 * Math.PI / 180);
        (narrow.Median / (double)wide.Median).ShouldBe(ratio, 1e-4 * ratio);
        estimator.Estimate(Samples.Photo("room_desk.jpg")).Notes.ShouldContain(note => note.Contains("assumed"));

        DepthMap Seen(double degrees) => estimator.Estimate(Samples.Photo("room_desk.jpg"),
            new EstimateOptions { HorizontalFieldOfView = degrees });
    }
}

using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Tests.Tracing;

public sealed class TracedSceneTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 2, 3 }, { 3, 10 }, { 4, 100 }, { 5, 1000 } };

    [Theory, MemberData(nameof(Sizes))]
    public void A_packet_meets_what_single_rays_meet(int seed, int count)
    {
        var scene = RandomScenes.Of((ulong)seed, count);
        var random = new SeededRandom((ulong)seed + 100);
        var traced = new TracedScene(scene, Vector.Zero);
        var (rays, differing) = (0, 0);
        for (var packet = 0; packet < 40; packet++)
        {
            var (origins, directions, lanes) = Rays(random);
            var met = traced.First(lanes, LaneMath.All(1000f));
            for (var lane = 0; lane < 16; lane++, rays++)
            {
                var (distance, primitive) = NaiveTracer.First(scene.Primitives, origins[lane], directions[lane]);
                var found = met.Primitive.GetElement(lane);
                var same = (found < 0 ? -1 : traced.Order[found]) == primitive
                    && (primitive < 0
                        || Math.Abs(met.Distance.GetElement(lane) - distance) <= (1e-4 * distance) + 1e-5);
                if (!same) differing++;
            }
        }
        // A ray that grazes an edge may pass on either side of it in single precision.
        differing.ShouldBeLessThanOrEqualTo(rays / 200, $"{differing} of {rays} rays differ");
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_way_is_open_exactly_where_nothing_is_met_before_its_end(int seed, int count)
    {
        var traced = new TracedScene(RandomScenes.Of((ulong)seed, count), Vector.Zero);
        var random = new SeededRandom((ulong)seed + 200);
        for (var packet = 0; packet < 40; packet++)
        {
            var (_, _, lanes) = Rays(random);
            foreach (var limit in new[] { 0.5f, 3f, 100f })
            {
                var open = Vector512.ExtractMostSignificantBits(traced.Open(lanes, LaneMath.All(limit)));
                var first = traced.First(lanes, LaneMath.All(limit));
                open.ShouldBe(Vector512.ExtractMostSignificantBits(first.Primitive), "open lanes met nothing");
            }
        }
    }

    [Fact]
    public void A_lane_with_a_limit_below_zero_takes_no_part()
    {
        var traced = new TracedScene(RandomScenes.Of(7, 200), Vector.Zero);
        var (_, _, lanes) = Rays(new SeededRandom(7));
        var limit = LaneMath.All(100f).WithElement(3, -1f);
        traced.First(lanes, limit).Primitive.GetElement(3).ShouldBe(-1);
        traced.Open(lanes, limit).AsInt32().GetElement(3).ShouldBe(0);
    }

    [Fact]
    public void Moving_the_camera_moves_the_origin_of_rays_and_nothing_else()
    {
        var scene = RandomScenes.Of(8, 200);
        Vector camera = (3, -2, 1);
        var (origins, directions, lanes) = Rays(new SeededRandom(9));
        var here = new TracedScene(scene, Vector.Zero).First(lanes, LaneMath.All(100f));
        var there = new TracedScene(scene, camera)
            .First(new Packet(lanes.Origin - Vectors.All(camera), lanes.Direction), LaneMath.All(100f));
        for (var lane = 0; lane < 16; lane++)
        {
            var expected = here.Distance.GetElement(lane);
            there.Distance.GetElement(lane).ShouldBe(expected, 1e-4 * expected);
        }
    }

    [Fact]
    public void A_flattened_shape_is_refused()
    {
        var scene = new Scene(Domain.Indoor);
        scene.World.Box(Vector.Zero, (1, 0, 1), new Synthetic.Materials.Plain(Color.White));
        Should.Throw<ArgumentException>(() =>
            new TracedScene(scene, Vector.Zero)).Message.ShouldStartWith("a shape is flattened");
    }

    [Fact]
    public void An_empty_scene_is_refused() =>
        Should.Throw<ArgumentException>(() => new TracedScene(new Scene(Domain.Indoor), Vector.Zero))
            .Message.ShouldStartWith("a scene without primitives cannot be seen");

    private static (Vector[] Origins, Vector[] Directions, Packet Rays) Rays(SeededRandom random)
    {
        // As the lanes hold them: single precision.
        float Part(double range) => (float)random.Between(-range, range);
        Vector Single(double range) => (Part(range), Part(range), Part(range));
        var origins = Enumerable.Range(0, 16).Select(_ => Single(6)).ToArray();
        var directions = Enumerable.Range(0, 16).Select(_ => Single(1)).ToArray();
        Vectors Pack(Vector[] v) => new(
            Vector512.Create<float>(v.Select(p => (float)p.X).ToArray()),
            Vector512.Create<float>(v.Select(p => (float)p.Y).ToArray()),
            Vector512.Create<float>(v.Select(p => (float)p.Z).ToArray()));
        return (origins, directions, new Packet(Pack(origins), Pack(directions)));
    }
}

using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>How many steps fit into a time.</summary>
public sealed class RunTimesTests
{
    [Fact]
    public void Without_validation_and_waiting_steps_are_the_time_by_a_step() =>
        new RunTimes(0.5, 0, long.MaxValue, 0, 0, null).StepsIn(3600).ShouldBe(7200);

    [Fact]
    public void Validations_are_taken_off_the_time_and_the_last_step_has_one()
    {
        var times = new RunTimes(1, 0, long.MaxValue, FirstValidation: 20, Validation: 10, ValidationSteps: 100);
        times.SecondsOf(1).ShouldBe(21);
        times.SecondsOf(100).ShouldBe(120);
        times.SecondsOf(101).ShouldBe(131);
        times.SecondsOf(1000).ShouldBe(1000 + 20 + 90);
        times.StepsIn(1110).ShouldBe(1000);
        times.StepsIn(1109).ShouldBe(999);
    }

    [Fact]
    public void Pictures_that_are_kept_are_waited_for_in_the_first_round_alone()
    {
        var times = new RunTimes(1, 3, WaitingSteps: 50, 0, 0, null);
        times.SecondsOf(50).ShouldBe(200);
        times.SecondsOf(150).ShouldBe(300);
        (times with { WaitingSteps = long.MaxValue }).SecondsOf(150).ShouldBe(600);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_time_that_is_over_leaves_one_step(double seconds) =>
        new RunTimes(1, 0, long.MaxValue, 0, 0, null).StepsIn(seconds).ShouldBe(1);

    [Fact]
    public void The_most_steps_that_fit_are_found_for_any_time()
    {
        var times = new RunTimes(0.37, 0.05, 90, 12, 7, 40);
        foreach (var seconds in new double[] { 1, 13, 60, 61, 3599, 100_000 })
        {
            var steps = times.StepsIn(seconds);
            if (steps > 1) times.SecondsOf(steps).ShouldBeLessThanOrEqualTo(seconds);
            times.SecondsOf(steps + 1).ShouldBeGreaterThan(seconds);
        }
    }
}

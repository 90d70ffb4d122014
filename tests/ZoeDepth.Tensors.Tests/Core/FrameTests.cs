using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>Memory as call frames.</summary>
public sealed class FrameTests
{
    private const int Numbers = 1000;

    [Fact]
    public void A_frame_gives_back_what_was_not_kept()
    {
        using var workspace = new Workspace(poison: true);
        using var pass = Pass.Inference(workspace);
        Tensor kept, lost;
        using (var frame = pass.Frame())
        {
            lost = pass.New(new Shape(Numbers));
            kept = pass.New(new Shape(3), [1, 2, 3]);
            frame.Keep(kept);
        }
        kept.Values.ToArray().ShouldBe([1, 2, 3]);
        Should.Throw<ObjectDisposedException>(() => lost.Values.Length);
        workspace.BytesInUse.ShouldBe(64 * sizeof(float));
    }

    [Fact]
    public void A_kept_tensor_lives_until_the_frame_it_was_handed_to_closes()
    {
        using var pass = Pass.Inference();
        Tensor kept;
        using (var outer = pass.Frame())
        {
            using (var inner = pass.Frame()) kept = inner.Keep(pass.New(new Shape(2), [4, 5]));
            kept.Values.ToArray().ShouldBe([4, 5]);
        }
        Should.Throw<ObjectDisposedException>(() => kept.Values.Length);
    }

    [Fact]
    public void Keeping_what_belongs_to_an_outer_frame_changes_nothing()
    {
        using var pass = Pass.Inference();
        var x = pass.New(new Shape(2), [1, 2]);
        using (var frame = pass.Frame()) frame.Keep(x);
        x.Values.ToArray().ShouldBe([1, 2]);
    }

    [Fact]
    public void Keeping_a_view_or_what_was_kept_before_changes_nothing()
    {
        using var pass = Pass.Inference();
        var x = pass.New(new Shape(2), [1, 2]);
        Tensor view, y;
        using (var outer = pass.Frame())
        {
            using (var inner = pass.Frame())
            {
                view = outer.Keep(inner.Keep(x.Reshape(1, 2)));
                y = inner.Keep(pass.New(new Shape(1), [3]));
                inner.Keep(y);
            }
            outer.Keep(y);
        }
        view.Values.ToArray().ShouldBe([1f, 2]);
        y.Values.ToArray().ShouldBe([3f]);
    }

    [Fact]
    public void Keeping_what_no_frame_around_owns_is_refused()
    {
        using var pass = Pass.Inference();
        using var other = Pass.Inference();
        var foreign = other.New(new Shape(2));
        var released = pass.New(new Shape(3));
        pass.Release(released);
        Tensor lost;
        using (pass.Frame()) lost = pass.New(new Shape(4));
        foreach (var tensor in new[] { foreign, released, lost }) Refuses(tensor);

        Tensor inside;
        using (var outer = pass.Frame())
        {
            using var inner = pass.Frame();
            inside = pass.New(new Shape(5));
            try
            {
                outer.Keep(inside);
                Assert.Fail("an outer frame kept what its inner frame owns");
            }
            catch (ArgumentException e)
            {
                e.Message.ShouldContain("must be kept by the frame it was made in first");
            }
        }

        void Refuses(Tensor tensor) => Should.Throw<ArgumentException>(() =>
        {
            using var frame = pass.Frame();
            frame.Keep(tensor);
        }).Message.ShouldBe(
            $"[keep] the {tensor.Shape} tensor made by Pass.New belongs neither to this frame nor to one around it: "
            + "it was given back, belongs to another pass, or must be kept by the frame it was made in first");
    }

    [Fact]
    public void A_use_after_release_names_the_maker_and_the_shape()
    {
        using var pass = Pass.Inference();
        using var weight = Parameters.Ones("w", 4);
        using var bias = Parameters.Ones("b", 4);
        var x = pass.New(new Shape(2, 4), [1, 2, 3, 4, 5, 6, 7, 8]);
        Tensor y;
        using (pass.Frame()) y = LayerNorm(x, weight, bias, 1e-6f);
        Should.Throw<ObjectDisposedException>(() => y.Values.Length).Message
            .ShouldContain(
                "the [2, 4] tensor made by layer norm was used after its frame closed; keep it with frame.Keep");
    }

    [Fact]
    public void A_view_keeps_the_numbers_alive_and_so_does_the_original()
    {
        using var pass = Pass.Inference(new Workspace(poison: true));
        Tensor view;
        using (var frame = pass.Frame()) view = frame.Keep(pass.New(new Shape(2, 3), [1, 2, 3, 4, 5, 6]).Reshape(6));
        view.Values.ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);

        var original = pass.New(new Shape(2), [7, 8]);
        using (pass.Frame()) original.Reshape(1, 2);
        original.Values.ToArray().ShouldBe([7, 8]);
    }

    [Fact]
    public void A_released_block_is_handed_out_again_and_a_poisoned_pool_shows_unwritten_numbers()
    {
        using var workspace = new Workspace(poison: true);
        using var pass = Pass.Inference(workspace);
        for (var i = 0; i < 10; i++)
        {
            using var frame = pass.Frame();
            var x = pass.New(new Shape(Numbers));
            x.Values.ToArray().ShouldAllBe(value => float.IsNaN(value));
            x.Values.Fill(i);
        }
        workspace.PeakBytes.ShouldBe(1024 * sizeof(float));
        workspace.BytesInUse.ShouldBe(0);
    }

    [Fact]
    public void Under_a_tape_a_frame_keeps_what_a_recorded_operation_saved_until_its_backward_has_run()
    {
        using var workspace = new Workspace(poison: true);
        using var pass = Pass.Training(workspace);
        using var weight = Parameters.Ones("w", Numbers);
        using var bias = Parameters.Ones("b", Numbers);
        float[] numbers = [.. Enumerable.Range(0, Numbers).Select(i => (float)i)];
        Tensor y;
        using (var frame = pass.Frame())
            y = frame.Keep(LayerNorm(pass.New(new Shape(1, Numbers), numbers), weight, bias, 1e-6f));
        var before = workspace.BytesInUse;
        y.Gradient.Fill(1);
        pass.Tape!.Backward();
        bias.Gradient.ToArray().ShouldAllBe(value => value == 1);
        weight.Gradient.ToArray().ShouldAllBe(value => float.IsFinite(value));

        // x, of 1024 floats, and the two statistics, in a block of 64, came back.
        (before - workspace.BytesInUse).ShouldBe((1024 + 64) * sizeof(float));
    }

    [Fact]
    public void A_disposed_pass_has_returned_everything_with_or_without_a_way_back()
    {
        using var workspace = new Workspace();
        using var weight = Parameters.Ones("w", 4);
        using var bias = Parameters.Ones("b", 4);
        foreach (var walked in new[] { true, false })
        {
            using (var pass = Pass.Training(workspace))
            {
                Tensor y;
                using (var frame = pass.Frame())
                {
                    var leaf = pass.New(new Shape(1, 4), [1, 2, 3, 5]).RequiresGradient();
                    y = frame.Keep(LayerNorm(leaf, weight, bias, 1e-6f));
                }
                y.Gradient.Fill(1);
                if (walked) pass.Tape!.Backward();
            }
            workspace.BytesInUse.ShouldBe(0, $"ran backward: {walked}");
        }
    }

    [Fact]
    public void A_disposed_workspace_refuses_to_hand_out_memory()
    {
        var workspace = new Workspace();
        var pass = Pass.Inference(workspace);
        workspace.Dispose();
        Should.Throw<ObjectDisposedException>(() => pass.New(new Shape(2)));
    }

    [Fact]
    public void Fewer_than_64_floats_of_a_block_lie_idle()
    {
        using var workspace = new Workspace();
        using var pass = Pass.Inference(workspace);
        for (var length = 65; length < 40_000; length += 379)
        {
            using var frame = pass.Frame();
            pass.New(new Shape(length));
            workspace.BytesInUse.ShouldBeInRange(length * sizeof(float), (length + 63) * sizeof(float));
        }
    }
}

using ZoeDepth.Tensors;
using ZoeDepth.Tensors.Tests.Core;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests;

/// <summary>What a dense operation says when it is given the wrong thing.</summary>
public sealed class DenseMessageTests : IDisposable
{
    private readonly Pass _pass = Pass.Inference();

    public void Dispose() => _pass.Dispose();

    [Fact]
    public void Linear_names_the_weight_and_both_shapes()
    {
        Says(() => Linear(X(2, 6), W(5, 7), null),
            "[linear] the weight w [5, 7] does not fit x [2, 6]: its second axis must be the last of x");
        Says(() => Linear(X(2, 6), W(5, 6, 3, 3), null),
            "[linear] the weight w [5, 6, 3, 3] must be [out, in] or [out, in, 1, 1]");
        Says(() => Linear(X(2, 6), W(5, 6), W(6)), "[linear] the bias w [6] must hold 5 elements, one for each output");
        Says(() => Linear(X(2, 6), W(5, 6), null, Epilogue.ScaleAndAdd(W(6), X(2, 5))),
            "[linear] the scale w [6] does not fit the result [2, 5]: expected 5 elements, one for each place of the " +
            "last axis");
        Says(() => Linear(X(2, 6), W(5, 6), null, Epilogue.Add(X(2, 6))),
            "[linear] what is added has the shape [2, 6]; expected that of the result, [2, 5]");
        Says(() => Linear(X(2, 0), W(5, 0), null), "[linear] the last axis of x [2, 0] is empty");
        using var other = Pass.Inference();
        Says(() => Linear(X(2, 6), W(5, 6), null, Epilogue.Add(other.New(new Shape(2, 5)))),
            "[linear] the tensors [2, 6] and [2, 5] belong to different passes");
    }

    [Fact]
    public void MatMul_names_both_shapes()
    {
        Says(() => MatMul(X(2, 3), X(4, 5)),
            "[matmul] a [2, 3] does not fit b [4, 5]: a's last axis and b's last but one must agree");
        Says(() => MatMul(X(2, 3), X(4, 5), transposeB: true),
            "[matmul] a [2, 3] does not fit b [4, 5] transposed: a's last axis and b's last must agree");
        Says(() => MatMul(X(2, 3, 4), X(3, 4, 5)),
            "[matmul] the batch axes of a [2, 3, 4] and b [3, 4, 5] must agree, or b must have none");
        Says(() => MatMul(X(2, 3), X(2, 3, 4)),
            "[matmul] the batch axes of a [2, 3] and b [2, 3, 4] must agree, or b must have none");
        Says(() => MatMul(X(2, 0), X(0, 4)), "[matmul] the last axis of a [2, 0] is empty");
        Says(() => MatMul(X(3), X(3, 4)), "[matmul] a [3] and b [3, 4] must have at least two axes each");
    }

    [Fact]
    public void Convolutions_name_the_weight_and_the_picture()
    {
        Says(() => Conv2d(X(4, 5, 3), W(2, 3, 3, 3), null, 1, 1),
            "[conv2d] x [4, 5, 3] must be [image, row, column, channel]");
        Says(() => Conv2d(X(1, 4, 5, 3), W(2, 3), null, 1, 1),
            "[conv2d] the weight w [2, 3] must be [out, in, kernel row, kernel column]");
        Says(() => Conv2d(X(1, 4, 5, 4), W(2, 3, 3, 3), null, 1, 1),
            "[conv2d] the weight w [2, 3, 3, 3] does not fit x [1, 4, 5, 4]: its second axis must be the 4 channels " +
            "of x");
        Says(() => Conv2d(X(1, 4, 5, 3), W(2, 3, 3, 3), null, 0, 1),
            "[conv2d] stride is 0 and padding 1; expected at least 1 and 0");
        Says(() => Conv2d(X(1, 2, 5, 3), W(2, 3, 3, 3), null, 1, 0),
            "[conv2d] the kernel 3x3 of w is larger than x [1, 2, 5, 3] with 0 pixels of padding");
        Says(() => Conv2d(X(1, 4, 5, 3), W(2, 3, 3, 3), null, 1, int.MaxValue),
            "[conv2d] x [1, 4, 5, 3] with 2147483647 pixels of padding is larger than can be counted");
        Says(() => Conv2d(X(1, 4, 5, 3), W(2, 3, 3, 3), null, 1 << 29, (1 << 30) - 4),
            "[conv2d] x [1, 4, 5, 3] with 1073741820 pixels of padding is larger than can be counted");
        Says(() => Conv2d(X(1, 4, 5, 0), W(2, 0, 3, 3), null, 1, 1), "[conv2d] x [1, 4, 5, 0] has no channels");
        Says(() => Conv2d(X(1, 4, 5, 3), W(2, 3, 3, 3), W(3), 1, 1),
            "[conv2d] the bias w [3] must hold 2 elements, one for each output");
        Says(() => Conv2d(X(1, 4, 5, 3), W(2, 3, 3, 3), null, 1, 1, epilogue: Epilogue.Add(X(1, 4, 5, 3))),
            "[conv2d] what is added has the shape [1, 4, 5, 3]; expected that of the result, [1, 4, 5, 2]");
        Says(() => ConvTranspose2d(X(4, 5, 3), W(3, 2, 2, 2), null),
            "[conv transpose] x [4, 5, 3] must be [image, row, column, channel]");
        Says(() => ConvTranspose2d(X(1, 4, 5, 3), W(3, 2, 2, 3), null),
            "[conv transpose] the weight w [3, 2, 2, 3] must be [in, out, s, s]: the kernel is square and its " +
            "extent is the stride");
        Says(() => ConvTranspose2d(X(1, 4, 5, 4), W(3, 2, 2, 2), null),
            "[conv transpose] the weight w [3, 2, 2, 2] does not fit x [1, 4, 5, 4]: its first axis must be the 4 " +
            "channels of x");
        Says(() => ConvTranspose2d(X(1, 4, 5, 3), W(3, 0, 2, 2), null),
            "[conv transpose] the weight w [3, 0, 2, 2] is empty; expected inputs and outputs");
        Says(() => ConvTranspose2d(X(1, 4, 5, 3), W(3, 2, 2, 2), W(3)),
            "[conv transpose] the bias w [3] must hold 2 elements, one for each output");
    }

    [Fact]
    public void Normalisations_name_the_vector_that_does_not_fit()
    {
        Says(() => LayerNorm(X(2, 6), W(5), W(6), 0),
            "[layer norm] the weight w [5] does not fit x [2, 6]: expected 6 elements, one for each place of the " +
            "last axis");
        Says(() => LayerNorm(X(2, 6), W(6), W(5), 0),
            "[layer norm] the bias w [5] does not fit x [2, 6]: expected 6 elements, one for each place of the last " +
            "axis");
        Says(() => LayerNorm(X(2, 6), W(6), W(6), -1), "[layer norm] epsilon is -1; it cannot be negative");
        Says(() => BatchNorm(X(2, 6), W(6), W(6), W(5), W(6), 0),
            "[batch norm] the running mean w [5] does not fit x [2, 6]: expected 6 elements, one for each place of " +
            "the last axis");
        Says(() => BatchNorm(X(2, 6), W(6), W(6), W(6), W(5), 0),
            "[batch norm] the running variance w [5] does not fit x [2, 6]: expected 6 elements, one for each place " +
            "of the last axis");
        Says(() => BatchNorm(X(1, 6), W(6), W(6), W(6), W(6), 0, 0.1f),
            "[batch norm] x [1, 6] has 1 elements for each channel; statistics of the batch need at least 2");
        Says(() => Softmax(X(2, 0)), "[softmax] the last axis of x [2, 0] is empty");
    }

    [Fact]
    public void Attention_names_what_does_not_fit()
    {
        Says(() => Attention(X(2, 5, 6), X(2, 7, 8), X(2, 7, 8), 2, 1),
            "[attention] q [2, 5, 6] and k [2, 7, 8] must agree in images and width");
        Says(() => Attention(X(2, 5, 6), X(2, 7, 6), X(2, 5, 6), 2, 1),
            "[attention] k [2, 7, 6] and v [2, 5, 6] must have one shape");
        Says(() => Attention(X(2, 5, 6), X(2, 5, 6), X(2, 5, 6), 4, 1),
            "[attention] the width of q [2, 5, 6] is not a multiple of 4 heads");
        Says(() => Attention(X(5, 6), X(5, 6), X(5, 6), 2, 1), "[attention] q [5, 6] must be [image, token, width]");
        Says(() => Attention(X(2, 5, 6), X(2, 0, 6), X(2, 0, 6), 2, 1), "[attention] k [2, 0, 6] holds no keys");
        Says(() => Attention(X(2, 5, 6), X(2, 7, 6), X(2, 7, 6), 2, 1, AttentionBias.Dense(X(1, 2, 7, 5))),
            "[attention] the bias [1, 2, 7, 5] does not fit: expected [1, 2, 5, 7] or [2, 2, 5, 7]");
        Says(() => Attention(X(2, 5, 6), X(2, 5, 6), X(2, 5, 6), 0, 1),
            "[attention] the width of q [2, 5, 6] is not a multiple of 0 heads");
        Says(() => WeightedValues(X(2, 2, 5), X(2, 7, 6)),
            "[weighted values] the weights [2, 2, 5] do not fit v [2, 7, 6]: expected [image, head, query, key], " +
            "images and keys as v");
        Says(() => WeightedValues(X(1, 2, 5, 7), X(2, 7, 6)),
            "[weighted values] the weights [1, 2, 5, 7] do not fit v [2, 7, 6]: expected [image, head, query, key], " +
            "images and keys as v");
        Says(() => WeightedValues(X(2, 4, 5, 7), X(2, 7, 6)),
            "[weighted values] the width of v [2, 7, 6] is not a multiple of 4 heads");
        Says(() => WeightedValues(X(2, 0, 5, 7), X(2, 7, 6)),
            "[weighted values] the width of v [2, 7, 6] is not a multiple of 0 heads");
        Says(() => AttentionBias.RelativePosition(X(17, 2), 2, 3),
            "[attention] the table [17, 2] does not fit a window of 2x3 patches: expected [18, heads]");
        Says(() => AttentionProbabilities(X(2, 5, 6), X(2, 7, 6), 2, 1, AttentionBias.RelativePosition(X(18, 2), 2, 3)),
            "[attention probabilities] the table [18, 2] of a window of 2x3 patches is for 2 heads and 7 tokens, " +
            "but there are 2 heads, 5 queries and 7 keys");
    }

    [Fact]
    public void Positions_name_the_window()
    {
        Says(() => RelativePositionTable(_pass, W(27, 2), 3, 3, 2, 2),
            "[relative position table] w [27, 2] does not fit a trained window of 3x3 patches: expected [28, heads]");
        Says(() => RelativePositionTable(_pass, W(28, 2), 3, 3, 0, 2),
            "[relative position table] a window of 0x2 patches is empty");
        Says(() => RelativePositionBias(X(17, 2), 2, 3),
            "[relative position bias] the table [17, 2] does not fit a window of 2x3 patches: expected [18, heads]");
        Says(() => RelativePositionIndex(2, 0), "[relative position index] a window of 2x0 patches is empty");
        Says(() => PositionTable(_pass, W(1, 12, 5), 3, 4, 5, 3),
            "[position table] w [1, 12, 5] does not fit a trained window of 3x4 patches: expected [1, 13, width]");
        Says(() => PositionTable(_pass, W(13, 5), 3, 4, 5, 3),
            "[position table] w [13, 5] does not fit a trained window of 3x4 patches: expected [1, 13, width]");
        Says(() => PositionTable(_pass, W(2, 13, 5), 3, 4, 5, 3),
            "[position table] w [2, 13, 5] does not fit a trained window of 3x4 patches: expected [1, 13, width]");
        Says(() => RelativePositionTable(_pass, W(28), 3, 3, 2, 2),
            "[relative position table] w [28] does not fit a trained window of 3x3 patches: expected [28, heads]");
        Says(() => AddPositions(X(2, 5, 6), X(1, 4, 6)),
            "[add positions] positions [1, 4, 6] do not fit x [2, 5, 6]: expected [1, 5, 6] or [5, 6]");
    }

    [Fact]
    public void Tokens_name_their_shape()
    {
        Says(() => PrependToken(X(5, 6), W(1, 1, 6)), "[prepend token] patches [5, 6] must be [image, token, width]");
        Says(() => PrependToken(X(2, 5, 6), W(1, 1, 5)),
            "[prepend token] the token w [1, 1, 5] does not fit patches [2, 5, 6]: expected 6 elements, one for each " +
            "place of the last axis");
        Says(() => PrependZero(X(5, 6)), "[prepend zero] patches [5, 6] must be [image, token, width]");
        Says(() => PatchTokens(X(2, 0, 6)), "[patch tokens] tokens [2, 0, 6] hold no first token");
        Says(() => ClassToken(X(2, 0, 6)), "[class token] tokens [2, 0, 6] hold no first token");
        Says(() => Readout(X(2, 5, 6), W(6, 11), W(6), default),
            "[readout] the weight w [6, 11] does not fit tokens [2, 5, 6]: expected [out, 12], patch and class " +
            "token side by side");
        Says(() => Readout(X(2, 5, 6), W(4, 12), W(6), default),
            "[readout] the bias w [6] must hold 4 elements, one for each output");
        Says(() => Readout(X(2, 0, 6), W(4, 12), W(4), default), "[readout] tokens [2, 0, 6] hold no class token");
    }

    [Fact]
    public void Indices_name_the_one_that_points_nowhere()
    {
        Says(() => IndexSelect(X(4, 2), [0, 3, 4]), "[index select] index 2 is 4; expected 0 to 3");
        Says(() => IndexSelect(X(4), [0]), "[index select] the table [4] must be [row, …]");
        Says(() => Gather(X(2, 3), 1, [0, -1]), "[gather] index 1 is -1; expected 0 to 2");
        Says(() => Gather(X(2, 3), 1, [0, 1, 2]),
            "[gather] 3 indices do not fill [2, 3] along axis 1: expected a multiple of 2");
        Says(() => ScatterAdd(X(2, 3), 0, [0, 1, 1], X(2, 3)),
            "[scatter add] the source [2, 3] does not fit 3 indices into x [2, 3]: expected [1, 3]");
        Says(() => MaskedSelect(X(2, 3), [true]), "[masked select] the mask holds 1 places, x [2, 3] holds 6");
    }

    private static void Says(Action act, string message) =>
        Should.Throw<ArgumentException>(act).Message.ShouldBe(message);

    private static void Says(Func<object> act, string message) =>
        Should.Throw<ArgumentException>(() => { act(); }).Message.ShouldBe(message);

    private Tensor X(params int[] shape) => _pass.New(new Shape(shape));

    private static Parameter W(params int[] shape) => Parameters.Ones("w", shape);
}

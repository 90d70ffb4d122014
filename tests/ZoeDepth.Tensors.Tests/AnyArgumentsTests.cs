using System.Reflection;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors.Tests.Core;

namespace ZoeDepth.Tensors.Tests;

/// <summary>
/// Every public operation with arguments drawn at random: of few extents, so that they often fit, empty ones among
/// them. What comes out is a result, or an exception that says what was wrong with them.
/// </summary>
public sealed class AnyArgumentsTests
{
    private const int DrawsOfEach = 400;

    private static readonly MethodInfo[] Methods =
        [.. typeof(Operations).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)];

    public static TheoryData<string> Names => [.. Methods.Select(method => method.Name).Distinct()];

    [Theory, MemberData(nameof(Names))]
    public void Any_arguments_are_computed_or_refused(string name)
    {
        using var workspace = new Workspace(poison: true);
        foreach (var method in Methods.Where(method => method.Name == name))
            for (var seed = 0; seed < DrawsOfEach; seed++) Run(method, new Random(seed), workspace, $"{name}, {seed}");
    }

    private static void Run(MethodInfo method, Random random, Workspace workspace, string draw)
    {
        var work = new Work(random.Next(1, 3));
        using var pass = random.Next(2) == 0 ? Pass.Training(workspace, work, random: PassRandom.None)
            : Pass.Inference(workspace, work, (Precision)random.Next(3));
        var drawn = new Draw(pass, random);
        try
        {
            var arguments = Array.ConvertAll(method.GetParameters(), parameter => drawn.Of(parameter.ParameterType));
            var y = method.Invoke(null, arguments) as Tensor;
            if (y is null || pass.Tape is not { Count: > 0 } tape) return;
            y.Gradient.Fill(1);
            tape.Backward();
        }
        catch (TargetInvocationException e) when (IsRefusal(e.InnerException))
        {
        }
        catch (Exception e) when (IsRefusal(e))
        {
        }
        catch (Exception e)
        {
            Assert.Fail($"{draw}: {e.InnerException ?? e}");
        }
        finally
        {
            drawn.Dispose();
        }
    }

    private static bool IsRefusal(Exception? error) =>
        error is ArgumentException or InvalidOperationException or OverflowException;

    /// <summary>Arguments of one call.</summary>
    private sealed class Draw(Pass pass, Random random) : IDisposable
    {
        private readonly int[] _extents = [random.Next(5), random.Next(1, 24)];
        private readonly List<Parameter> _parameters = [];

        public object? Of(Type type)
        {
            if (Nullable.GetUnderlyingType(type) is { } inner) return random.Next(2) == 0 ? null : Of(inner);
            if (type == typeof(Pass)) return pass;
            if (type == typeof(Tensor)) return Tensor();
            if (type == typeof(Tensor[])) return Several(Tensor);
            if (type == typeof(Parameter)) return Parameter();
            if (type == typeof(int)) return random.Next(20) == 0 ? int.MinValue : random.Next(-2, 10);
            if (type == typeof(int[])) return Several(() => random.Next(-1, 4));
            if (type == typeof(int[][])) return Several(() => Several(() => random.Next(2)));
            if (type == typeof(bool[])) return Several(() => random.Next(2) == 0);
            if (type == typeof(bool)) return random.Next(2) == 0;
            if (type == typeof(Index)) return random.Next(2) == 0 ? new Index(random.Next(5)) : ^random.Next(5);
            if (type == typeof(float)) return (float)Number();
            if (type == typeof(double)) return Number();
            if (type.IsEnum) return Enum.ToObject(type, random.Next(-1, 12));
            if (type == typeof(Epilogue))
                return new Epilogue((Activation)random.Next(9), random.Next(2) == 0 ? null : Parameter(),
                    random.Next(2) == 0 ? null : Tensor());
            if (type == typeof(AttentionBias))
                return random.Next(4) switch
                {
                    0 => AttentionBias.Dense(Tensor()),
                    1 => AttentionBias.Dense(Tensor(), Several(() => random.Next(-1, 3))),
                    2 => AttentionBias.RelativePosition(Tensor(), Extent(), Extent()),
                    _ => AttentionBias.None,
                };
            throw new NotSupportedException($"no {type} is drawn");
        }

        public void Dispose() => _parameters.ForEach(parameter => parameter.Dispose());

        private double Number() => random.Next(8) switch
            { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => 0, 3 => -1, _ => random.NextDouble() };

        private int Extent() => random.Next(6) == 0 ? random.Next(1, 4) : _extents[random.Next(2)];

        private int[] Extents() => [.. Enumerable.Range(0, random.Next(5)).Select(_ => Extent())];

        private T[] Several<T>(Func<T> one) => [.. Enumerable.Range(0, Extent()).Select(_ => one())];

        private Tensor Tensor()
        {
            var shape = new Shape(Extents());
            var x = pass.New(shape, [.. Enumerable.Range(0, (int)shape.Count).Select(_ => (float)Number())]);
            return pass.Tape is not null && random.Next(2) == 0 ? x.RequiresGradient() : x;
        }

        private Parameter Parameter()
        {
            var parameter = Parameters.Of("w", _ => (float)Number(), Extents());
            _parameters.Add(parameter);
            return parameter;
        }
    }
}

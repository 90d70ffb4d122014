using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>The sensor's noise: photons arrive one by one, and reading them out adds some of its own.</summary>
internal static class Sensor
{
    // Four bytes of one hash sum to about a normal number of mean 510 and variance 4·(256² − 1)/12.
    private const float SumMean = 510;
    private const float SumScale = 1 / 147.80054f;

    /// <summary>Adds noise to the planes.</summary>
    /// <param name="film">sensor values, 1 is white; the spare plane is overwritten</param>
    /// <param name="shot">variance at white</param>
    /// <param name="read">standard deviation at black</param>
    /// <param name="coarse">whether neighbours are mixed, as demosaicing and cheap denoising leave it</param>
    /// <param name="seed">which noise</param>
    public static void AddNoise(Film film, double shot, double read, bool coarse, ulong seed)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var noise = film.Spare;
            Fill(film, noise, unchecked((int)(seed >> 32) + ((int)seed * 31) + (plane * 0x3C6EF35F)));
            if (coarse) Smooth(film, noise);
            Add(film, film[plane], noise, (float)shot, (float)(read * read));
        }
    }

    private static void Fill(Film film, float[] noise, int salt)
    {
        var bytes = Vector512.Create(0xFF);
        for (var y = 0; y < film.Height; y++)
        {
            var row = Vector512.Create(y);
            for (var x = 0; x < film.Packed; x += Film.Lanes)
            {
                var bits = Hashing.Of(Integers.Indices + Vector512.Create(x), row, salt);
                var sum = (bits & bytes) + (Vector512.ShiftRightLogical(bits, 8) & bytes)
                    + (Vector512.ShiftRightLogical(bits, 16) & bytes) + Vector512.ShiftRightLogical(bits, 24);
                Film.Store((Vector512.ConvertToSingle(sum) - LaneMath.All(SumMean)) * LaneMath.All(SumScale), noise,
                    film.Row(y) + x);
            }
        }
    }

    /// <summary>
    /// Half the sum of two by two: grains of the same strength. A pixel reads only what comes after it, so it is done
    /// in place.
    /// </summary>
    private static void Smooth(Film film, float[] noise)
    {
        film.Extend(noise);
        for (var y = 0; y < film.Height; y++)
        {
            var below = y + 1 < film.Height ? film.Stride : 0;
            for (var x = film.Row(y); x < film.Row(y) + film.Packed; x += Film.Lanes)
            {
                var here = Film.Load(noise, x) + Film.Load(noise, x + 1);
                var there = Film.Load(noise, x + below) + Film.Load(noise, x + below + 1);
                Film.Store((here + there) * LaneMath.All(0.5f), noise, x);
            }
        }
    }

    private static void Add(Film film, float[] plane, float[] noise, float shot, float readSquared)
    {
        for (var y = 0; y < film.Height; y++)
        {
            for (var x = film.Row(y); x < film.Row(y) + film.Packed; x += Film.Lanes)
            {
                var value = Film.Load(plane, x);
                var deviation =
                    Vector512.Sqrt(Vector512.FusedMultiplyAdd(value, LaneMath.All(shot), LaneMath.All(readSquared)));
                Film.Store(Vector512.FusedMultiplyAdd(Film.Load(noise, x), deviation, value), plane, x);
            }
        }
    }
}

using ZoeDepth.Synthetic.Photography;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Makes light and depth of a scene as one camera sees it, block by block of 4x4 pixels, on the caller's thread.
/// </summary>
internal sealed class Renderer
{
    /// <summary>Farther is sky.</summary>
    private const float Farthest = 5000;

    private readonly Scene _scene;
    private readonly Camera _camera;
    private readonly TracedScene _traced;
    private readonly int _width;
    private readonly int _height;
    private readonly double _focal;

    public Renderer(Scene scene, Camera camera, int width, int height)
        : this(scene, new TracedScene(scene, camera.Position), camera, width, height)
    {
    }

    private Renderer(Scene scene, TracedScene traced, Camera camera, int width, int height)
    {
        (_scene, _traced, _camera, _width, _height) = (scene, traced, camera, width, height);
        _focal = camera.FocalLength(width, height);
    }

    /// <summary>What it sees.</summary>
    public Scene Scene => _scene;

    /// <summary>The same scene and camera, another size of picture.</summary>
    public Renderer Sized(int width, int height) => new(_scene, _traced, _camera, width, height);

    /// <summary>Depth at pixel centres.</summary>
    /// <param name="all">whether ray lengths, normals and parts are wanted too</param>
    public GeometryBuffers Geometry(bool all)
    {
        var geometry = new GeometryBuffers(_scene, _traced, _camera, _width, _height, all);
        for (var y = 0; y < _height; y += 4)
        {
            for (var x = 0; x < _width; x += 4)
            {
                var rays = Rays(x, y, 0.5f, 0.5f);
                geometry.Write(x, y, rays, _traced.First(rays, LaneMath.All(Farthest)), _focal);
            }
        }
        return geometry;
    }

    /// <summary>Light, four samples a pixel.</summary>
    /// <param name="seed">of the light's sampling</param>
    public RadianceImage Light(ulong seed)
    {
        var picture = new RadianceImage(_width, _height);
        var grid = new SampleGrid(seed);
        var shader = new Shader(_scene, _traced, _camera.Position, grid);
        var samples = new ShadedSamples(_width);
        // Four samples share a pixel: each stands for half its width, and a little more against the flicker of fine
        // texture.
        var spread = LaneMath.All(0.6 / _focal);
        for (var y = 0; y < _height + 4; y += 4)
        {
            if (y >= _height) samples.Clear(y);
            else
            {
                for (var x = 0; x < _width; x += 4)
                {
                    for (var sample = 0; sample < SampleGrid.Samples; sample++)
                    {
                        var (right, down) = SampleGrid.Shift(sample);
                        var rays = Rays(x, y, right, down);
                        var met = _traced.First(rays, LaneMath.All(Farthest));
                        samples.Store(sample, x, y, shader.Shade(rays, met, sample, spread));
                    }
                }
            }
            // The filter looks two rows ahead.
            for (var row = Math.Max(0, y - 4); row < Math.Min(y, _height); row++)
                LightFilter.Finish(samples, picture, row);
        }
        return picture;
    }

    /// <summary>Rays through a block of pixels, one unit of depth long.</summary>
    private Packet Rays(int x, int y, float right, float down)
    {
        var scale = LaneMath.All(1 / _focal);
        var u = (SampleGrid.LaneX + LaneMath.All(x + right - (_width / 2.0))) * scale;
        var v = (SampleGrid.LaneY + LaneMath.All(y + down - (_height / 2.0))) * scale;
        return new Packet(Vectors.Zero,
            Vectors.All(_camera.Ahead) + (Vectors.All(_camera.Right) * u) + (Vectors.All(_camera.Down) * v));
    }
}

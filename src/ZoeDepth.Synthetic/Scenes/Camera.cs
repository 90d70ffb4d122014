namespace ZoeDepth.Synthetic.Scenes;

/// <summary>
/// A pinhole camera, or one with a lens that is sharp at one distance: where it stands and how wide it sees. Its own
/// axes are those of robotics and OpenCV: x right, y down, z ahead.
/// </summary>
/// <param name="Position">of the pinhole, world, metres</param>
/// <param name="Right">unit vector of the picture's rows, world</param>
/// <param name="Down">unit vector of the picture's columns, world</param>
/// <param name="Ahead">unit vector of the optical axis, world; depth is measured along it</param>
/// <param name="FieldOfView">of the picture's longer side, degrees</param>
/// <param name="Aperture">diameter of the lens's opening, metres; 0 for a pinhole, which is sharp everywhere</param>
/// <param name="Focus">depth of what is sharp, metres; a pinhole has none</param>
internal sealed record Camera(
    Vector Position, Vector Right, Vector Down, Vector Ahead, double FieldOfView, double Aperture = 0, double Focus = 0)
{
    /// <summary>A camera at <paramref name="from"/> that looks at a point.</summary>
    /// <param name="from">where it stands</param>
    /// <param name="at">what is in the middle of the picture</param>
    /// <param name="fieldOfView">of the longer side, degrees</param>
    /// <param name="roll">clockwise tilt of the camera, degrees</param>
    public static Camera Looking(Vector from, Vector at, double fieldOfView, double roll = 0)
    {
        var ahead = (at - from).Unit();
        // Straight down or up there is no level direction to the right: the picture's upper edge is towards +y.
        var up = Math.Abs(ahead.Z) > 0.9999 ? new Vector(0, ahead.Z < 0 ? 1 : -1, 0) : Vector.Up;
        var right = ahead.Cross(up).Unit();
        var turn = Affine.Turn(ahead, roll);
        right = turn.Direction(right);
        return new(from, right, ahead.Cross(right), ahead, fieldOfView);
    }

    /// <summary>
    /// A camera at <paramref name="from"/> that looks along a heading: 0 degrees is +y, 90 is +x; pitch above the
    /// horizon.
    /// </summary>
    public static Camera Heading(Vector from, double heading, double pitch, double fieldOfView, double roll = 0)
    {
        var (h, p) = (PortableMath.Radians(heading), PortableMath.Radians(pitch));
        var ahead = new Vector(PortableMath.Sin(h) * PortableMath.Cos(p), PortableMath.Cos(h) * PortableMath.Cos(p),
            PortableMath.Sin(p));
        return Looking(from, from + ahead, fieldOfView, roll);
    }

    /// <summary>Focal length in pixels for a picture of this size; the optical axis meets its middle.</summary>
    public double FocalLength(int width, int height) =>
        Math.Max(width, height) / (2 * PortableMath.Tan(PortableMath.Radians(FieldOfView) / 2));
}

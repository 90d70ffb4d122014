namespace ZoeDepth.Geometry;

/// <summary>Where a camera's numbers come from.</summary>
public enum CameraSource
{
    /// <summary>Somebody gave them: a field of view, or numbers in a program.</summary>
    Option,

    /// <summary>The photograph's file names the focal length on 35 mm film.</summary>
    Exif,

    /// <summary>A calibration file.</summary>
    Json,

    /// <summary>Nobody knows; a usual field of view was taken.</summary>
    Assumed,
}

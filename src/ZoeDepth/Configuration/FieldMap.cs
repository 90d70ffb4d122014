using System.Text.Json;

namespace ZoeDepth;

/// <summary>
/// A walk over the fields of a configuration. A configuration lists its fields once, as <c>this with { HiddenAct =
/// fields.Field("hidden_act", HiddenAct, …) }</c>; the reader answers with what the file says, the writer writes what
/// it is shown.
/// </summary>
internal abstract class FieldMap
{
    /// <summary>
    /// One field: its value in the file when reading (<paramref name="value"/> if it is absent),
    /// <paramref name="value"/> itself when writing.
    /// </summary>
    /// <param name="key">as <c>config.json</c> spells it</param>
    /// <param name="value">the value so far</param>
    /// <param name="kind">how it stands in the file</param>
    /// <param name="omitDefault">
    /// whether a value that equals the type's default (null, false) is left out of the file
    /// </param>
    public abstract T Field<T>(string key, T value, FieldKind<T> kind, bool omitDefault = false);

    /// <summary>A field that must be in the file.</summary>
    public abstract T Required<T>(string key, T value, FieldKind<T> kind);

    /// <summary>A nested object; <paramref name="value"/> when it is absent or null.</summary>
    /// <param name="key">as <c>config.json</c> spells it</param>
    /// <param name="value">the value so far</param>
    /// <param name="blank">what a nested configuration of no keys means: reading starts from it</param>
    /// <param name="map">lists the fields of the nested configuration</param>
    public abstract T Nested<T>(string key, T value, T blank, Func<T, FieldMap, T> map);

    /// <summary>A list of nested objects; <paramref name="value"/> when it is absent, null or empty.</summary>
    public abstract IReadOnlyList<T> NestedList<T>(string key, IReadOnlyList<T> value, T blank,
        Func<T, FieldMap, T> map);

    /// <summary>Everything that has no field here; to be asked for last.</summary>
    public abstract IReadOnlyDictionary<string, JsonElement> Rest(IReadOnlyDictionary<string, JsonElement> rest);
}

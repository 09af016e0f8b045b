#pragma warning disable
namespace Actors.Embedded;
public readonly record struct GrainType(string Value) { public override string ToString() => Value; }
public readonly record struct IdSpan(string Value) { public override string ToString() => Value; }
public readonly record struct GrainId(GrainType Type, IdSpan Key) {
  public static GrainId Create(string type, string key) => new(new(type), new(key));
  public static GrainId Parse(string s) { var i = s.IndexOf('/'); return Create(s[..i], s[(i+1)..]); }
  public override string ToString() => $"{Type}/{Key}"; }
public interface IGrainState<T> { T? State { get; set; } string? ETag { get; set; } bool RecordExists { get; set; } }
public sealed class GrainState<T> : IGrainState<T> { public T? State { get; set; } public string? ETag { get; set; } public bool RecordExists { get; set; } }
public class InconsistentStateException : Exception { public InconsistentStateException(string m, string? s, string? c) : base(m) {} }
public interface IGrainStorage {
 Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
 Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
 Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState); }

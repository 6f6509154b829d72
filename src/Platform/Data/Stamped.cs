namespace Uramost.Platform.Data;

/// <summary>A record that knows when it was last saved; whatever is computed from such records sees by it that it is stale.</summary>
public interface IStamped
{
    /// <summary>When the record was last saved, UTC; set with each save.</summary>
    DateTime ChangedAt { get; set; }
}

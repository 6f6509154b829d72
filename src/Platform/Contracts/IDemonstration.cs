namespace Uramost.Platform.Contracts;

/// <summary>A module's part of the demonstration.</summary>
public interface IDemonstration
{
    /// <summary>Fills the workspace with the module's demonstration records; a second call changes nothing.</summary>
    Task Fill(CancellationToken ct = default);
}

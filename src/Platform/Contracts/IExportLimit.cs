namespace Uramost.Platform.Contracts;

/// <summary>What of a module's tables may not leave with the export of everything: rows of closed activities, names under the Chatham House Rule.</summary>
public interface IExportLimit
{
    /// <summary>An SQL condition that the exported rows meet, valid on both databases; null when all of them may leave.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Names of its columns.</param>
    string? Keep(string table, IReadOnlyCollection<string> columns);
}

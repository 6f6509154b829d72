using System.Globalization;
using Microsoft.Extensions.Options;
using Uramost.Platform.Data;

namespace Uramost.Platform.Backup;

/// <summary>How backups are kept; the section <c>Backup</c> of the configuration.</summary>
public sealed class BackupOptions
{
    /// <summary>Where they are put; null: the folder <c>backups</c> in the data directory. Many nodes name a folder that all of them reach.</summary>
    public string? Directory { get; set; }

    /// <summary>When they are made by themselves, UTC.</summary>
    public string Schedule { get; set; } = "daily 02:30";

    /// <summary>How many are kept; the oldest go when a new one is complete.</summary>
    public int Keep { get; set; } = 14;
}

/// <summary>One complete backup in the folder.</summary>
/// <param name="Name">File name.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="At">When it was made, UTC, from its name.</param>
/// <param name="Bytes">Its size.</param>
public sealed record BackupFile(string Name, string Path, DateTime At, long Bytes);

/// <summary>The folder with the backups of this workspace.</summary>
public sealed class BackupFolder(DatabaseLocation location, IOptions<BackupOptions> options)
{
    private const string Prefix = "uramost-", Ending = ".zip", Form = "yyyyMMdd-HHmmss";

    /// <summary>Where it is.</summary>
    public string Path => options.Value.Directory is { Length: > 0 } given ? given : In(location.Directory);

    /// <summary>The folder of a data directory when the configuration names none.</summary>
    public static string In(string dataDirectory) => System.IO.Path.Combine(dataDirectory, "backups");

    /// <summary>Name of the backup of a moment.</summary>
    public static string NameOf(DateTime at) => $"{Prefix}{at.ToString(Form, CultureInfo.InvariantCulture)}{Ending}";

    /// <summary>Complete backups, the newest first. What is still being written is not among them.</summary>
    public IReadOnlyList<BackupFile> List() => List(Path);

    /// <summary>Complete backups in a folder, the newest first.</summary>
    public static IReadOnlyList<BackupFile> List(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. new DirectoryInfo(folder).EnumerateFiles($"{Prefix}*{Ending}").Select(f => (File: f, At: AtOf(f.Name))).Where(f => f.At is not null)
            .Select(f => new BackupFile(f.File.Name, f.File.FullName, f.At!.Value, f.File.Length)).OrderByDescending(f => f.At),
    ];

    /// <summary>A backup by its name; null when there is none, or the name is no plain name of a backup.</summary>
    public BackupFile? Find(string name) => List().FirstOrDefault(f => f.Name == name);

    /// <summary>Removes the oldest beyond what is kept, and what a killed process left unfinished a day ago.</summary>
    public void Tidy(DateTime now)
    {
        foreach (var old in List().Skip(Math.Max(1, options.Value.Keep))) File.Delete(old.Path);
        foreach (var left in new DirectoryInfo(Path).EnumerateFiles($"{Prefix}*{MakeBackup.Unfinished}").Where(f => f.LastWriteTimeUtc < now.AddDays(-1))) left.Delete();
    }

    private static DateTime? AtOf(string name) =>
        DateTime.TryParseExact(name[Prefix.Length..^Ending.Length], Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}

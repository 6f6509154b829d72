using System.Text.Json;
using Uramost.Platform.Data;
using Uramost.Testing;

namespace Uramost.Bench;

/// <summary>Filled SQLite databases in a folder, so that whoever works on one page need not wait for half a million rows each time.</summary>
internal static class Filled
{
    /// <summary>Puts the database that a run before this one has filled in the place of an empty one; null when there is none.</summary>
    public static Seeded? Load(string? folder, string name, DatabaseLocation location)
    {
        if (folder is null || location.IsPostgreSql || !Directory.Exists(Path.Combine(folder, name))) return null;
        foreach (var file in Directory.GetFiles(Path.Combine(folder, name))) File.Copy(file, Path.Combine(location.Directory, Path.GetFileName(file)), overwrite: true);
        return JsonSerializer.Deserialize<Seeded>(File.ReadAllText(Path.Combine(location.Directory, "seeded.json")));
    }

    /// <summary>Keeps a filled database.</summary>
    public static void Save(string? folder, string name, DatabaseLocation location, Seeded seeded)
    {
        if (folder is null || location.IsPostgreSql) return;
        Directory.CreateDirectory(Path.Combine(folder, name));
        foreach (var file in Directory.GetFiles(location.Directory)) File.Copy(file, Path.Combine(folder, name, Path.GetFileName(file)), overwrite: true);
        File.WriteAllText(Path.Combine(folder, name, "seeded.json"), JsonSerializer.Serialize(seeded));
    }
}

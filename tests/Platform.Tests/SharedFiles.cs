namespace Uramost.Platform.Tests;

/// <summary>Reference data that may lie beside the repository; a public clone does not have it.</summary>
public static class SharedFiles
{
    /// <summary>The folder, from the variable URAMOST_SHARED or from a sibling named <c>shared</c> of a folder above; null when absent.</summary>
    public static string? Folder(string name)
    {
        if (Environment.GetEnvironmentVariable("URAMOST_SHARED") is { Length: > 0 } given) return Path.Combine(given, name) is var g && Directory.Exists(g) ? g : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", name);
            if (Directory.Exists(path)) return path;
        }

        return null;
    }
}

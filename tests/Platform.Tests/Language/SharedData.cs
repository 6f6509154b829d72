using Xunit;
namespace Uramost.Platform.Tests.Language;

/// <summary>Reference data that lies beside the repository; a public clone has none and skips the tests that measure against it.</summary>
internal static class SharedData
{
    public static string[] Lines(string path)
    {
        var file = Find(path);
        if (file is null) Assert.Skip($"The reference data '{path}' is not here (set URAMOST_SHARED to its folder).");
        return File.ReadAllLines(file);
    }

    /// <summary>A file of the repository itself, found by walking up from the test program.</summary>
    public static string Repository(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Uramost.slnx"))) return Path.Combine(folder.FullName, path);
        throw new FileNotFoundException(path);
    }

    private static string? Find(string path)
    {
        if (Environment.GetEnvironmentVariable("URAMOST_SHARED") is { Length: > 0 } given)
            return File.Exists(Path.Combine(given, path)) ? Path.Combine(given, path) : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", path);
            if (File.Exists(file)) return file;
        }
        return null;
    }
}

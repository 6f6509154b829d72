using Uramost.Platform.Language;

namespace Uramost.Platform.Ui;

/// <summary>Addresses of our own pages.</summary>
public static class Link
{
    /// <summary>Root-absolute address of a page in the reader's variant.</summary>
    /// <param name="path">Address without language, beginning with a slash.</param>
    public static string To(string path) => In(UiVariant.Current, path);

    /// <summary>Root-absolute address of a page in the given variant.</summary>
    public static string In(UiVariant variant, string path) => path == "/" ? $"/{variant.Path}" : $"/{variant.Path}{path}";

    /// <summary>Address with query parameters; those that are null or empty are left out.</summary>
    public static string To(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var address = To(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value)) continue;
            address += $"{separator}{name}={Uri.EscapeDataString(value)}";
            separator = '&';
        }

        return address;
    }
}

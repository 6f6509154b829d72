namespace Uramost.Platform.Ui;

/// <summary>Addresses to which a form may send somebody on.</summary>
public static class LocalAddress
{
    /// <summary>Whether an address stays on this site: it begins with one slash, and nothing in it makes a browser read a host.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(c => char.IsControl(c) || c == '\\');

    /// <summary>The address when it stays on this site, else another one.</summary>
    public static string Or(string? address, string otherwise) => IsLocal(address) ? address! : otherwise;
}

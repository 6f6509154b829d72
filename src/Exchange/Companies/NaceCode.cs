namespace Uramost.Exchange.Companies;

/// <summary>Codes of economic activities by the European Union's classification NACE (revision 2, Regulation (EC) 1893/2006), as people type them.</summary>
public static class NaceCode
{
    // Which activities make up a sector: the longest beginning that fits decides, so that a maker of crates is packaging and a sawmill wood.
    private static readonly (string Prefix, string Sector)[] BySector =
    [
        ("16.24", "packaging"), ("17", "packaging"), ("22.2", "packaging"), ("82.92", "packaging"), ("02.3", "food"),
        ("01", "food"), ("03", "food"), ("10", "food"), ("11", "food"), ("13", "textiles"), ("14", "textiles"), ("15", "textiles"), ("02", "wood"), ("16", "wood"), ("31", "wood"),
        ("24", "metal"), ("25", "metal"), ("28", "metal"), ("08", "construction"), ("23", "construction"), ("41", "construction"), ("42", "construction"), ("43", "construction"),
        ("58.2", "it"), ("62", "it"), ("63", "it"), ("46", "trade"), ("47", "trade"), ("49", "transport"), ("50", "transport"), ("51", "transport"), ("52", "transport"), ("53", "transport"),
    ];

    /// <summary>Codes of the sectors; their names are words. What belongs to none of them has no sector.</summary>
    public static readonly IReadOnlyList<string> Sectors = ["food", "wood", "metal", "textiles", "packaging", "construction", "it", "trade", "transport"];

    /// <summary>The sector of the first code that belongs to one, or null.</summary>
    public static string? SectorOf(IEnumerable<string> codes) =>
        codes.Select(c => BySector.Where(b => c.StartsWith(b.Prefix, StringComparison.Ordinal)).OrderByDescending(b => b.Prefix.Length).Select(b => b.Sector).FirstOrDefault()).FirstOrDefault(s => s is not null);

    /// <summary>
    /// Reads a code as it is typed or as a spreadsheet kept it: 01.25, 0125 and 1.25 are one class. Three digits without a
    /// point are refused, since 141 may be 01.41 or 14.1.
    /// </summary>
    /// <returns>A division (10), group (10.3) or class (10.39); null: not the shape of one.</returns>
    public static string? Read(string? typed)
    {
        var parts = (typed ?? "").Trim().Split('.', StringSplitOptions.TrimEntries);
        if (parts.Length > 2 || parts.Any(p => p.Length == 0 || !p.All(char.IsAsciiDigit))) return null;
        if (parts.Length == 1 && parts[0].Length == 4) parts = [parts[0][..2], parts[0][2..]];
        var division = parts[0].PadLeft(2, '0');
        if (division.Length != 2 || division == "00" || parts.Length == 2 && parts[1].Length > 2) return null;
        return parts.Length == 1 ? division : $"{division}.{parts[1]}";
    }
}

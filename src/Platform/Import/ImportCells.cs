using System.Globalization;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Import;

/// <summary>Something that is wrong with a cell, in the reader's language.</summary>
/// <param name="At">Where.</param>
/// <param name="Field">Label of the field.</param>
/// <param name="Value">What stands in the cell.</param>
/// <param name="Message">What is wrong.</param>
public sealed record ImportProblem(SheetAddress At, string Field, string Value, string Message);

/// <summary>The words that the reading of cells needs, once per reading.</summary>
public sealed class ImportReading(IStringLocalizer<Words> words, IStringLocalizer<Places.Words> placeWords, IStringLocalizerFactory localizers, PlaceCatalogue places)
{
    private readonly Dictionary<string, PlaceAnswer> resolved = [];
    private readonly Dictionary<string, When?> dates = [];
    private readonly ImportChoices<Exactness> exactness = new ImportChoices<Exactness>().Add(Figures.Exactness.About, Said("Count.About")).Add(Figures.Exactness.AtLeast, Said("Count.AtLeast"));

    internal IStringLocalizer<Words> Words => words;

    internal string Label(IImportKind kind, string field) => localizers.Create(kind.Words)[$"Import.{field}"];

    /// <summary>What a spelling of a place means; each spelling is looked up once.</summary>
    internal PlaceAnswer Resolve(string typed) => resolved.TryGetValue(typed, out var known) ? known : resolved[typed] = places.Find(typed) is { } byId ? new FoundPlace(typed, byId) : places.Resolve(typed);

    internal When? Date(string typed) => dates.TryGetValue(typed, out var known) ? known : dates[typed] = WrittenDate.Parse(typed);

    /// <summary>What the word before a number says of it, in any of the languages; null where it is no such word.</summary>
    internal Exactness? Exactness(string typed) => exactness.Find(typed, out var found) ? found : null;

    private static IEnumerable<string> Said(string key) => ImportWords.All(typeof(Words), key).SelectMany(w => w.Split(';'));

    internal string Ask(AmbiguousPlace place) => place.Ask(placeWords, places, UiVariant.Current);

    internal string Unknown(UnknownPlace place) => place.Suggestions.Count == 0
        ? words["Wrong.place"]
        : words["Wrong.place.similar", string.Join("; ", place.Suggestions.Select(p => places.Describe(p, UiVariant.Current, placeWords)))];
}

/// <summary>
/// A row as an import reads it: fields instead of columns, values instead of texts. What cannot be read is a problem at
/// its cell, with the words that say why.
/// </summary>
public sealed class ImportCells(IImportKind kind, IReadOnlyDictionary<string, int> columns, SheetRow row, ImportReading reading)
{
    /// <summary>What is wrong with the row.</summary>
    public List<ImportProblem> Problems { get; } = [];

    /// <summary>The row in the file.</summary>
    public int Row => row.Number;

    /// <summary>Whether the field has a column and the cell says something.</summary>
    public bool Says(string field) => columns.TryGetValue(field, out var column) && !row[column].IsEmpty;

    /// <summary>Says what is wrong with a field's cell.</summary>
    public void Wrong(string field, string message)
    {
        var column = columns.GetValueOrDefault(field);
        Problems.Add(new ImportProblem(row.Address(Math.Max(column, 1)), reading.Label(kind, field), column > 0 ? row[column].Text : "", message));
    }

    /// <summary>The cell's text, trimmed, in composed letters; null where it is empty or wrong.</summary>
    public string? Text(string field, int longest = 500)
    {
        if (!columns.TryGetValue(field, out var column)) return null;
        var cell = row[column];
        if (cell.IsEmpty) return null;
        if (cell.Notes.HasFlag(CellNotes.Error)) { Wrong(field, reading.Words["Wrong.error"]); return null; }
        if (cell.Notes.HasFlag(CellNotes.Formula)) { Wrong(field, reading.Words["Wrong.formula"]); return null; }
        var text = cell.Text.Normalize();
        if (text.Length <= longest) return text;
        Wrong(field, reading.Words["Wrong.long", longest]);
        return null;
    }

    /// <summary>A whole number, not negative.</summary>
    public int? Whole(string field)
    {
        if (Text(field) is not { } text) return null;
        if (Number(text) is { } number) return number;
        Wrong(field, reading.Words["Wrong.number"]);
        return null;
    }

    /// <summary>A whole number, not negative, with what stands before or behind it: "oko 30", "rreth 30", "at least 30", "160+".</summary>
    public int? Whole(string field, out Exactness exactness)
    {
        exactness = Exactness.Exact;
        if (Text(field) is not { } text) return null;
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first >= 0 && Number(text[first..(last + 1)]) is { } number)
        {
            var said = (text[..first].Trim(), text[(last + 1)..].Trim());
            if (said is ("", "")) return number;
            if (said is ("", "+") or (">" or "≥", "")) exactness = Exactness.AtLeast;
            else if (said is ("~" or "≈" or "±", "")) exactness = Exactness.About;
            else if (said.Item2.Length == 0 && reading.Exactness(said.Item1) is { } how) exactness = how;
            else number = -1;
            if (number >= 0) return number;
        }

        Wrong(field, reading.Words["Wrong.count"]);
        return null;
    }

    private static int? Number(string text)
    {
        var bare = text.Replace(" ", "").Replace("\u00A0", "").Replace("\u202F", "");
        if (bare.Length > 4 && System.Text.RegularExpressions.Regex.IsMatch(bare, @"^\d{1,3}([.,]\d{3})+$")) bare = bare.Replace(".", "").Replace(",", "");
        return int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A date as it is written; null where it is empty or wrong.</summary>
    public When? Date(string field)
    {
        if (Text(field) is not { } text) return null;
        if (columns.TryGetValue(field, out var column) && row[column].Value is DateTime day) return When.Days(DateOnly.FromDateTime(day));
        if (reading.Date(text) is { } when) return when;
        Wrong(field, reading.Words["Wrong.date"]);
        return null;
    }

    /// <summary>A place; one that has to be asked for is a problem that names the candidates.</summary>
    public Place? Place(string field) => Text(field, 200) is { } text ? Place(field, text) : null;

    /// <summary>Places with a semicolon between them, each with how it is written; null where the cell is empty or one of them cannot be read.</summary>
    public IReadOnlyList<(Place Place, string Written)>? PlacesOf(string field)
    {
        if (Text(field) is not { } text) return null;
        var written = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = written.Select(w => (Place: Place(field, w), Written: w)).ToList();
        return found.Any(f => f.Place is null) ? null : [.. found.Select(f => (f.Place!, f.Written)).DistinctBy(f => f.Item1.Id)];
    }

    private Place? Place(string field, string written)
    {
        switch (reading.Resolve(written))
        {
            case FoundPlace found: return found.Place;
            case AmbiguousPlace ambiguous: Wrong(field, reading.Ask(ambiguous)); return null;
            case UnknownPlace unknown: Wrong(field, reading.Unknown(unknown)); return null;
            default: return null;
        }
    }

    /// <summary>One of a closed list.</summary>
    public bool Choice<T>(string field, ImportChoices<T> choices, out T value)
    {
        value = default!;
        if (Text(field) is not { } text) return false;
        if (choices.Find(text, out value)) return true;
        Wrong(field, reading.Words["Wrong.choice"]);
        return false;
    }

    /// <summary>Our own id, as exported.</summary>
    public Guid? Id(string field)
    {
        if (Text(field) is not { } text) return null;
        if (Guid.TryParse(text, out var id)) return id;
        Wrong(field, reading.Words["Wrong.id"]);
        return null;
    }
}

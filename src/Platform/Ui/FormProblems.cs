using System.Globalization;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;

namespace Uramost.Platform.Ui;

/// <summary>
/// What is wrong with a form, field by field, in the reader's language. Forms bind texts as they were typed; the reading
/// methods turn them into values or say at the field why not, so that nothing typed is lost.
/// </summary>
public sealed class FormProblems(IStringLocalizer<Words> words)
{
    private readonly Dictionary<string, string> byField = [];

    /// <summary>Id of the control of a form value: what the message above the form leads to.</summary>
    /// <param name="field">Name of the value, for example <c>Form.Rows[0].Value</c>.</param>
    public static string IdOf(string field) => field.Replace('.', '-').Replace('[', '-').Replace("]", "");

    /// <summary>Whether nothing is wrong.</summary>
    public bool None => byField.Count == 0;

    /// <summary>The message at a field, or null.</summary>
    public string? this[string field] => byField.GetValueOrDefault(field);

    /// <summary>All messages with their fields, in the order in which they were found.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => byField;

    /// <summary>Says what is wrong with a field; the first message stays.</summary>
    public void Add(string field, string message) => byField.TryAdd(field, message);

    /// <summary>A text that must not be empty, trimmed.</summary>
    public string Required(string field, string? typed, int longest = 500)
    {
        var text = Text(field, typed, longest);
        if (text is null) Add(field, words["Required"]);
        return text ?? "";
    }

    /// <summary>An optional text, trimmed; null when empty.</summary>
    public string? Text(string field, string? typed, int longest = 500)
    {
        var text = typed?.Trim();
        if (text?.Length > longest) Add(field, words["TooLong", longest]);
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>An optional whole number, not negative.</summary>
    public int? Number(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        // Groups are accepted as each of our languages writes them: 1,146, 1 146 and 1.146.
        var bare = typed.Trim().Replace(" ", "").Replace("\u00A0", "").Replace("\u202F", "");
        if (System.Text.RegularExpressions.Regex.IsMatch(bare, @"^\d{1,3}([.,]\d{3})+$")) bare = bare.Replace(".", "").Replace(",", "");
        if (int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Add(field, words["NotANumber"]);
        return null;
    }

    /// <summary>An optional number with at most six decimals, written with a point or a comma; it may be below zero.</summary>
    public decimal? Decimal(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var bare = typed.Trim().Replace(" ", "").Replace("\u00A0", "").Replace("\u202F", "").Replace('−', '-');
        // The last sign parts the decimals, unless it can only be that of thousands: 1,146 and 1.146.000.
        if (System.Text.RegularExpressions.Regex.IsMatch(bare, @"^-?\d{1,3}([.,]\d{3})+$") && bare.TrimStart('-') is not (['0', ',', ..] or ['0', '.', ..])) bare = bare.Replace(".", "").Replace(",", "");
        else if (bare.LastIndexOfAny(['.', ',']) is >= 0 and var point) bare = $"{bare[..point].Replace(".", "").Replace(",", "")}.{bare[(point + 1)..]}";
        if (System.Text.RegularExpressions.Regex.IsMatch(bare, @"^-?\d{1,13}(\.\d{1,6})?$") && decimal.TryParse(bare, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        Add(field, words["NotADecimal"]);
        return null;
    }

    /// <summary>A number as a form shows it, with a comma where the reader's language writes one, so that <see cref="Decimal"/> reads it as it was.</summary>
    public static string? Typed(decimal? number)
    {
        if (number is not { } value) return null;
        // Three decimals would be read as thousands.
        var decimals = value.ToString("0.######", CultureInfo.InvariantCulture) is var bare && bare.IndexOf('.') is >= 0 and var point ? bare.Length - point - 1 : 0;
        return value.ToString(decimals == 3 ? "0.0000" : "0.######", UiVariant.Current.Culture);
    }

    /// <summary>An optional date: as the browser's date field sends it, or typed by hand as the reader's language writes it.</summary>
    public DateOnly? Date(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var text = typed.Trim().TrimEnd('.');
        string[] forms = ["yyyy-MM-dd", "d.M.yyyy", "d. M. yyyy", "d/M/yyyy", "d-M-yyyy"];
        if (DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Add(field, words["NotADate", new DateOnly(2026, 11, 24).ToString("d", UiVariant.Current.Culture)]);
        return null;
    }

    /// <summary>An optional choice of a closed list.</summary>
    public T? Choice<T>(string field, string? typed)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value)) return value;
        Add(field, words["NotAChoice"]);
        return null;
    }

    /// <summary>An optional id of a list.</summary>
    public Guid? Id(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Guid.TryParse(typed, out var id)) return id;
        Add(field, words["NotAChoice"]);
        return null;
    }
}

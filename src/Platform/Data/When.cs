namespace Uramost.Platform.Data;

/// <summary>How exactly a date is known.</summary>
public enum DatePrecision
{
    /// <summary>Nothing is known.</summary>
    Unknown,
    /// <summary>To the day, or from one day to another.</summary>
    Day,
    /// <summary>To the month.</summary>
    Month,
    /// <summary>To the year.</summary>
    Year,
    /// <summary>At some time inside the bounds, usually those of the activity it is part of.</summary>
    Within,
    /// <summary>Not before the first day; nothing else is known.</summary>
    After,
}

/// <summary>A date or period as far as it is known, beside the words in which a source prints it.</summary>
/// <param name="Start">First day that is possible, or null.</param>
/// <param name="End">Last day that is possible, inclusive, or null.</param>
/// <param name="Precision">How exactly it is known.</param>
/// <param name="Printed">As the source prints it ("early March 2024"), or null.</param>
public sealed record When(DateOnly? Start, DateOnly? End, DatePrecision Precision, string? Printed = null)
{
    /// <summary>Nothing is known.</summary>
    public static readonly When Unknown = new(null, null, DatePrecision.Unknown);

    /// <summary>One day, or the days from one to another.</summary>
    public static When Days(DateOnly start, DateOnly? end = null, string? printed = null) => new(start, end ?? start, DatePrecision.Day, printed);

    /// <summary>A whole month.</summary>
    public static When Month(int year, int month, string? printed = null) =>
        new(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1), DatePrecision.Month, printed);

    /// <summary>A whole year.</summary>
    public static When Year(int year, string? printed = null) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), DatePrecision.Year, printed);

    /// <summary>
    /// Reads an ISO date of reduced precision: <c>2018</c>, <c>2018-10</c> or <c>2018-10-14</c>; null where the text is none.
    /// </summary>
    public static When? Parse(string? iso, string? printed = null)
    {
        var parts = iso?.Split('-') ?? [];
        if (parts.Length is 0 or > 3 || !parts.All(p => int.TryParse(p, System.Globalization.NumberStyles.None, null, out _))) return null;
        var numbers = parts.Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        if (numbers[0] is < 1 or > 9998 || numbers is [_, < 1 or > 12, ..]) return null;
        return numbers switch
        {
            [var year] => Year(year, printed),
            [var year, var month] => Month(year, month, printed),
            [var year, var month, var day] when day >= 1 && day <= DateTime.DaysInMonth(year, month) => Days(new DateOnly(year, month, day), null, printed),
            _ => null,
        };
    }
}

using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Programmes.Activities;

/// <summary>Which works are asked for: the same for the page and for the file.</summary>
/// <param name="Project">A project, or null.</param>
/// <param name="Kind">What it is, or null.</param>
/// <param name="Language">Code of a language in which it appeared, or null.</param>
public sealed record WorkQuery(Guid? Project, WorkKind? Kind, string? Language)
{
    /// <summary>Reads the filters of an address.</summary>
    public static WorkQuery Of(string? project, string? kind, string? language) => new(
        Guid.TryParse(project, out var p) ? p : null, Enum.TryParse<WorkKind>(kind, out var k) && Enum.IsDefined(k) ? k : null, string.IsNullOrWhiteSpace(language) ? null : language);

    /// <summary>
    /// The works that the viewer may see, by date: of projects that they may read and, where a work is an activity's own
    /// publication or came out of one, of activities that they may see.
    /// </summary>
    public IQueryable<Work> Seen(PlatformDb db, ProgrammesRights rights)
    {
        var (projects, activities) = (rights.Projects(db), rights.Activities(db));
        var works = db.Set<Work>().AsNoTracking().Where(w => projects.Any(p => p.Id == w.ProjectId))
            .Where(w => w.ActivityId == null || activities.Any(a => a.Id == w.ActivityId))
            .Where(w => !db.Set<WorkLink>().Any(l => l.WorkId == w.Id) || db.Set<WorkLink>().Any(l => l.WorkId == w.Id && activities.Any(a => a.Id == l.ActivityId)));
        if (Project is { } project) works = works.Where(w => w.ProjectId == project);
        if (Kind is { } kind) works = works.Where(w => w.Kind == kind);
        return works.OrderBy(w => w.SortDay).ThenBy(w => w.Id);
    }

    /// <summary>Whether a work is in the language that is asked for.</summary>
    public bool Takes(Work work) => Language is null || work.Languages?.Contains(Language) == true;

    /// <summary>The date as it is typed and exported: a day, a month or a year; null where it is not known.</summary>
    public static string? Written(Work work) => work.PublishedOn?.ToString(work.DatePrecision switch { DatePrecision.Year => "yyyy", DatePrecision.Month => "yyyy-MM", _ => "yyyy-MM-dd" }, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The date of a work.</summary>
    public static When When(Work work) => work.PublishedOn is not { } day ? Platform.Data.When.Unknown : work.DatePrecision switch
    {
        DatePrecision.Year => Platform.Data.When.Year(day.Year, work.DatePrinted),
        DatePrecision.Month => Platform.Data.When.Month(day.Year, day.Month, work.DatePrinted),
        _ => new When(day, day, work.DatePrecision, work.DatePrinted),
    };
}

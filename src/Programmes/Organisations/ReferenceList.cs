using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Organisations;

/// <summary>One line of an organisation's reference list: a project in which it has a role.</summary>
/// <param name="Project">The project.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Did">What it did, in words; may be empty.</param>
/// <param name="Others">The other organisations with their roles.</param>
/// <param name="Activities">How many activities it held in it.</param>
public sealed record Reference(Project Project, IReadOnlyList<ProjectRole> Roles, LocalText Did, IReadOnlyList<(ProjectRole Role, Organisation Organisation)> Others, int Activities)
{
    /// <summary>Who pays.</summary>
    public IEnumerable<Organisation> Donors => Others.Where(o => o.Role == ProjectRole.Donor).Select(o => o.Organisation).DistinctBy(o => o.Id);

    /// <summary>With whom it is done.</summary>
    public IEnumerable<Organisation> Partners => Others.Where(o => o.Role is ProjectRole.Lead or ProjectRole.Partner or ProjectRole.Consortium or ProjectRole.Associate).Select(o => o.Organisation).DistinctBy(o => o.Id);

    /// <summary>The reference list of an organisation as far as the viewer may read its projects, the latest first.</summary>
    public static async Task<IReadOnlyList<Reference>> Of(PlatformDb db, ProgrammesRights rights, Guid organisation, CancellationToken ct = default)
    {
        var projects = (await rights.Projects(db).AsNoTracking().Where(p => p.Organisations.Any(o => o.OrganisationId == organisation)).ToListAsync(ct)).OrderByDescending(p => p.StartsOn).ThenBy(p => p.SortEn, StringComparer.Ordinal).ToList();
        var ids = projects.Select(p => p.Id).ToList();
        var parts = await db.Set<ProjectOrganisation>().AsNoTracking().Where(o => ids.Contains(o.ProjectId)).Join(db.Set<Organisation>(), o => o.OrganisationId, o => o.Id, (part, other) => new { part, other }).ToListAsync(ct);
        // Of a meeting that is not public nobody is told who held it.
        var held = await rights.Activities(db).Where(a => a.ProjectId != null && ids.Contains(a.ProjectId.Value) && a.State == ActivityState.Held && !a.IsSeries
            && (a.OwnerId == organisation || a.Organisations.Any(o => o.OrganisationId == organisation && o.Role != ActivityOrganisationRole.Participant) && a.Confidentiality == Confidentiality.Public))
            .GroupBy(a => a.ProjectId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. projects.Select(p => new Reference(p,
            [.. parts.Where(x => x.part.ProjectId == p.Id && x.part.OrganisationId == organisation).Select(x => x.part.Role).Order()],
            parts.FirstOrDefault(x => x.part.ProjectId == p.Id && x.part.OrganisationId == organisation && !x.part.Did.IsEmpty)?.part.Did ?? new LocalText(),
            [.. parts.Where(x => x.part.ProjectId == p.Id && x.part.OrganisationId != organisation).OrderBy(x => x.part.Ordinal).Select(x => (x.part.Role, x.other))],
            held.GetValueOrDefault(p.Id)))];
    }

    /// <summary>A project's period in words.</summary>
    public static string PeriodOf(Project p, IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords) => (p.StartPrecision, p.EndPrecision) switch
    {
        (DatePrecision.Unknown, DatePrecision.Unknown) => words["PeriodUnknown"],
        (_, DatePrecision.Unknown) => words["PeriodFrom", p.Start.Show(uiWords)],
        (DatePrecision.Unknown, _) => words["PeriodUntil", p.End.Show(uiWords)],
        _ => $"{p.Start.Show(uiWords)} – {p.End.Show(uiWords)}",
    };

    /// <summary>An organisation's name as published, else its acronym.</summary>
    public static PublishedText NameOf(Organisation organisation) => organisation.Name.IsEmpty ? PublishedText.AsPublished(organisation.Acronym ?? "", "und") : organisation.Name;
}

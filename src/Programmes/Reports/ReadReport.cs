using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Reports;

/// <summary>Reads reports: a draft from its records, one that was handed in from what is kept of it.</summary>
public sealed class ReadReport(PlatformDb db, NamedPeople named, TakePlan plans, KeptQueries queries)
{
    /// <summary>The reports that a viewer may read: whoever works in the project all, a donor those to them that were handed in.</summary>
    public static IQueryable<Report> Readable(PlatformDb db, Viewer viewer)
    {
        var staff = viewer.Projects(Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst);
        var donated = viewer.Memberships.Where(m => m is { Role: Role.Donor, ProjectId: not null }).ToList();
        var whole = donated.Where(m => m.OrganisationId is null).Select(m => m.ProjectId!.Value).ToList();
        var given = db.Set<Report>().Where(r => whole.Contains(r.ProjectId)).Select(r => r.Id);
        // A donor of two projects in two names reads in each what went to that name.
        foreach (var (project, donor) in donated.Where(m => m.OrganisationId is not null).Select(m => (m.ProjectId!.Value, m.OrganisationId!.Value)).Distinct()) given = given.Concat(db.Set<Report>().Where(r => r.ProjectId == project && r.DonorId == donor).Select(r => r.Id));
        return db.Set<Report>().Where(r => staff.Contains(r.ProjectId) || given.Contains(r.Id) && db.Set<ReportSubmission>().Any(s => s.ReportId == r.Id));
    }

    /// <summary>What a report says: as it stands for whoever works in its project, else as it was handed in last. Null: never.</summary>
    /// <param name="report">The report.</param>
    /// <param name="staff">Whether the reader works in the project.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(ReportContent Content, ReportSubmission? Submission)?> Shown(Report report, bool staff, CancellationToken ct = default)
    {
        if (staff && report.State != ReportState.Submitted) return (await Kept(await Draft(report, 0, ct), ct), null);
        var last = await db.Set<ReportSubmission>().AsNoTracking().Where(s => s.ReportId == report.Id).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
        return last is null ? null : (await Kept(ReportHash.Read(last.Content), ct), last);
    }

    /// <summary>The content, whose queries are kept from now on: what is about to be read or printed names them by their ids.</summary>
    public async Task<ReportContent> Kept(ReportContent content, CancellationToken ct = default)
    {
        await queries.Keep(ReportQueries.All(content), ct);
        return content;
    }

    /// <summary>What the report says now.</summary>
    /// <param name="report">The report.</param>
    /// <param name="submission">Number of the submission that is made; 0: none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ReportContent> Draft(Report report, int submission, CancellationToken ct = default)
    {
        var project = await db.Set<Project>().AsNoTracking().SingleAsync(p => p.Id == report.ProjectId, ct);
        var organisations = await db.Set<ProjectOrganisation>().AsNoTracking().Where(o => o.ProjectId == report.ProjectId).OrderBy(o => o.Ordinal).ThenBy(o => o.Id).ToListAsync(ct);
        var ids = organisations.Select(o => o.OrganisationId).Append(report.DonorId).Distinct().ToList();
        var names = await db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        var profile = await db.Set<DonorProfile>().AsNoTracking().SingleOrDefaultAsync(d => d.ProjectId == report.ProjectId && d.OrganisationId == report.DonorId, ct);
        var asked = ReportLayout.Of(report.Form, report.Kind).Blocks;
        var texts = (await db.Set<ReportText>().AsNoTracking().Where(t => t.ProjectId == report.ProjectId && t.StartsOn == report.StartsOn && t.EndsOn == report.EndsOn).ToListAsync(ct)).ToLookup(t => t.Block);
        var order = organisations.Select(o => o.OrganisationId).Distinct().Prepend(ReportBlocks.Whole).ToList();
        var values = await db.Set<PartnerValue>().AsNoTracking().Where(v => v.ProjectId == report.ProjectId && v.StartsOn == report.StartsOn && v.EndsOn == report.EndsOn).ToListAsync(ct);
        return new ReportContent(
            1, report.Id, submission, report.Form, report.Kind, report.StartsOn, report.EndsOn, project.IsPractice, project.Title, project.Start, project.End, project.ContractNumbers, project.AreaPlaceIds,
            NameOf(report.DonorId), [.. organisations.Select(o => new ReportParty(o.OrganisationId, o.Role, NameOf(o.OrganisationId)))], profile?.NamingPolicyId ?? NamingPolicies.Asterisk, profile?.Funding ?? PublishedText.Empty, profile?.Disclaimer ?? PublishedText.Empty,
            profile?.EmblemFileId, report.PlanTakenAt, report.Plan,
            [.. ReportBlocks.All.Where(b => asked.Contains(b) && texts.Contains(b)).Select(b => new WrittenBlock(b, [.. texts[b].OrderBy(t => order.IndexOf(t.OrganisationId)).ThenBy(t => t.OrganisationId).Select(t => new WrittenText(t.OrganisationId, t.Text, t.Carried))]))],
            [.. values.OrderBy(v => order.IndexOf(v.OrganisationId)).ThenBy(v => v.IndicatorId).Select(v => new PartnerSays(v.OrganisationId, v.IndicatorId, v.Value, v.Source))]);

        PublishedText NameOf(Guid id) => !names.TryGetValue(id, out var o) ? PublishedText.Empty : o.Name.IsEmpty ? PublishedText.AsPublished(o.Acronym ?? "", "und") : o.Name;
    }

    /// <summary>What is missing in a report or contradicts.</summary>
    public async Task<IReadOnlyList<Finding>> Check(Report report, Viewer viewer, CancellationToken ct = default)
    {
        var content = await Draft(report, 0, ct);
        var before = await db.Set<Report>().AsNoTracking().Where(r => r.ProjectId == report.ProjectId && r.DonorId == report.DonorId && r.EndsOn < report.EndsOn).OrderByDescending(r => r.EndsOn).Select(r => r.Id).ToListAsync(ct);
        var last = (await db.Set<ReportSubmission>().AsNoTracking().Where(s => before.Contains(s.ReportId)).ToListAsync(ct)).OrderBy(s => before.IndexOf(s.ReportId)).ThenByDescending(s => s.Number).FirstOrDefault();
        var names = new List<(string, Guid, string)>();
        foreach (var block in content.Blocks)
        {
            foreach (var text in block.Used)
            {
                if (await named.FirstIn(text.Text, ct) is { } name) names.Add((block.Block, text.OrganisationId, name));
            }
        }

        foreach (var text in PlanTexts(content.Plan))
        {
            if (await named.FirstIn(text, ct) is { } name) names.Add(("", ReportBlocks.Whole, name));
        }

        var now = report.MayTakeNumbers ? await plans.Run(report.ProjectId, viewer, report.StartsOn, report.EndsOn, ct) : null;
        return ReportCheck.Of(content, new CheckedAgainst(now, last is null ? null : ReportHash.Read(last.Content), names));
    }

    /// <summary>Makes the texts of a new time from those of the time before, so that they are carried forward. What is there already stays.</summary>
    public async Task CarryForward(Report report, CancellationToken ct = default)
    {
        var there = await db.Set<ReportText>().AsNoTracking().Where(t => t.ProjectId == report.ProjectId && t.StartsOn == report.StartsOn && t.EndsOn == report.EndsOn).Select(t => new { t.OrganisationId, t.Block }).ToListAsync(ct);
        var earlier = await db.Set<ReportText>().AsNoTracking().Where(t => t.ProjectId == report.ProjectId && t.EndsOn < report.EndsOn).ToListAsync(ct);
        foreach (var text in earlier.GroupBy(t => (t.OrganisationId, t.Block)).Select(g => g.MaxBy(t => t.EndsOn)!).Where(t => !t.Text.IsEmpty && !there.Any(x => x.OrganisationId == t.OrganisationId && x.Block == t.Block)))
        {
            db.Add(new ReportText { ProjectId = report.ProjectId, StartsOn = report.StartsOn, EndsOn = report.EndsOn, OrganisationId = text.OrganisationId, Block = text.Block, Text = text.Text, Carried = text.Text });
        }
    }

    private static IEnumerable<LocalText> PlanTexts(ReportPlan plan) =>
        plan.Lines.SelectMany(l => new[] { l.Comment, l.Source, l.Name }).Concat(plan.Nodes.Select(n => n.Title)).Concat(plan.Nodes.SelectMany(n => n.Assumptions).Select(a => a.Text))
            .Concat(plan.Risks.SelectMany(r => new[] { r.Text, r.Response })).Concat(plan.Activities.Select(a => a.Reason)).Concat(plan.Activities.Where(a => !a.Title.IsPublished).Select(a => a.Title.Words));
}

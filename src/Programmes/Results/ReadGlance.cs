using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;

namespace Uramost.Programmes.Results;

/// <summary>What happened since the last period was locked.</summary>
public enum NewsKind
{
    /// <summary>A value was approved.</summary>
    Approved,
    /// <summary>A value was corrected.</summary>
    Corrected,
    /// <summary>An assumption was reviewed.</summary>
    Reviewed,
    /// <summary>An indicator or its targets changed.</summary>
    IndicatorChanged,
    /// <summary>A result changed.</summary>
    ResultChanged,
}

/// <summary>One thing that happened since then.</summary>
/// <param name="Kind">What.</param>
/// <param name="On">When.</param>
/// <param name="About">The indicator, result or assumption.</param>
/// <param name="Path">Address of its page, without language.</param>
/// <param name="Why">The reason or finding, or null.</param>
/// <param name="Verdict">Of a review: what was found, else null.</param>
public sealed record News(NewsKind Kind, DateOnly On, LocalText About, string Path, LocalText? Why = null, AssumptionVerdict? Verdict = null);

/// <summary>The count of an activity whose list is not shown, signed off by somebody who saw the list.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Attendances">How many attended; null: not known.</param>
/// <param name="VerifiedBy">Who looked at the list and found that it proves the count, or null: nobody yet.</param>
/// <param name="VerifiedOn">When.</param>
public sealed record SignedOff(Activity Activity, int? Attendances, string? VerifiedBy, DateOnly? VerifiedOn);

/// <summary>A piece of evidence as a sample shows it: what it is, without any name.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="About">Title of the record that it proves, or null where that says too much.</param>
/// <param name="IsOpen">Whether the reader may open it.</param>
public sealed record MaskedPiece(EvidencePiece Piece, PublishedText? About, bool IsOpen);

/// <summary>What a donor reads at a glance.</summary>
/// <param name="Since">The day on which the last period was locked, or null: none is.</param>
/// <param name="News">What happened since then, the latest first.</param>
/// <param name="SignedOff">Counts of activities whose lists are not shown.</param>
/// <param name="Seed">The seed of the sample.</param>
/// <param name="Pieces">How many pieces of evidence there are.</param>
/// <param name="Sample">The sample.</param>
public sealed record Glance(DateOnly? Since, IReadOnlyList<News> News, IReadOnlyList<SignedOff> SignedOff, string Seed, int Pieces, IReadOnlyList<MaskedPiece> Sample);

/// <summary>Reads what stands beside the framework on the donors' page.</summary>
public sealed class ReadGlance(PlatformDb db, RecordOwners owners, TimeProvider clock)
{
    private const int MostNews = 100, MostCounts = 50, SampleSize = 5;

    /// <summary>Reads it; whether the viewer may read the project, the caller has asked.</summary>
    public async Task<Glance> Read(Guid projectId, Viewer viewer, CancellationToken ct = default)
    {
        var since = await db.Set<ReportingPeriod>().Where(p => p.ProjectId == projectId && p.LockedOn != null).OrderByDescending(p => p.EndsOn).Select(p => p.LockedOn).FirstOrDefaultAsync(ct);
        var pieces = await db.Set<EvidencePiece>().AsNoTracking().Where(p => p.ProjectId == projectId).Select(p => p.Id).ToListAsync(ct);
        var seed = EvidenceSample.Seed(projectId, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return new Glance(since, await Since(projectId, since, ct), await Counts(projectId, viewer, ct), seed, pieces.Count, await Sample(EvidenceSample.Draw(pieces, seed, SampleSize), viewer, ct));
    }

    private async Task<IReadOnlyList<News>> Since(Guid projectId, DateOnly? since, CancellationToken ct)
    {
        var from = (since ?? DateOnly.MinValue).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var indicators = await db.Set<Indicator>().AsNoTracking().Where(i => i.ProjectId == projectId).ToDictionaryAsync(i => i.Id, ct);
        var nodes = await db.Set<ResultNode>().AsNoTracking().Where(n => n.ProjectId == projectId).ToDictionaryAsync(n => n.Id, ct);
        var own = indicators.Keys.ToList();
        var news = new List<News>();
        var approved = await db.Set<IndicatorValue>().AsNoTracking().Where(v => own.Contains(v.IndicatorId) && v.State == ValueState.Approved && v.DecidedAt >= from).ToListAsync(ct);
        news.AddRange(approved.Select(v => new News(NewsKind.Approved, Day(v.DecidedAt!.Value), indicators[v.IndicatorId].Name, $"/indicator-values/{v.Id}")));
        var corrected = await db.Set<ValueCorrection>().AsNoTracking().Where(c => c.CorrectedAt >= from).Join(db.Set<IndicatorValue>().Where(v => own.Contains(v.IndicatorId)), c => c.ValueId, v => v.Id, (c, v) => new { c, v.IndicatorId }).ToListAsync(ct);
        news.AddRange(corrected.Select(x => new News(NewsKind.Corrected, Day(x.c.CorrectedAt), indicators[x.IndicatorId].Name, $"/indicator-values/{x.c.ValueId}", x.c.Reason)));
        var on = since ?? DateOnly.MinValue;
        var reviewed = await db.Set<AssumptionReview>().AsNoTracking().Where(r => r.On >= on).Join(db.Set<Assumption>(), r => r.AssumptionId, a => a.Id, (r, a) => new { r, a.Text, a.NodeId }).ToListAsync(ct);
        news.AddRange(reviewed.Where(x => nodes.ContainsKey(x.NodeId)).Select(x => new News(NewsKind.Reviewed, x.r.On, x.Text, $"/assumptions/{x.r.AssumptionId}", x.r.Text, x.r.Verdict)));

        // What changed in the plan itself, the audit knows; a target is told as its indicator. Before anything was reported the plan is only being written.
        if (since is null) return [.. news.OrderByDescending(n => n.On).ThenBy(n => n.Kind).Take(MostNews)];
        var targets = await db.Set<IndicatorTarget>().AsNoTracking().Where(t => own.Contains(t.IndicatorId)).ToDictionaryAsync(t => t.Id, t => t.IndicatorId, ct);
        string[] kinds = [nameof(Indicator), nameof(IndicatorTarget), nameof(ResultNode)];
        var changes = await db.AuditEntries.AsNoTracking().Where(e => kinds.Contains(e.Kind) && (own.Contains(e.RecordId) || targets.Keys.Contains(e.RecordId) || nodes.Keys.Contains(e.RecordId)))
            .Join(db.AuditLinks.Where(l => l.At >= from), e => e.Sequence, l => l.Sequence, (e, l) => new { e.Kind, e.RecordId, l.At }).ToListAsync(ct);
        news.AddRange(changes.Select(c => (Of: c.Kind == nameof(IndicatorTarget) ? targets.GetValueOrDefault(c.RecordId) : c.RecordId, c.At)).GroupBy(c => (c.Of, On: Day(c.At))).Select(g =>
            indicators.TryGetValue(g.Key.Of, out var indicator) ? new News(NewsKind.IndicatorChanged, g.Key.On, indicator.Name, $"/indicators/{indicator.Id}")
            : nodes.TryGetValue(g.Key.Of, out var node) ? new News(NewsKind.ResultChanged, g.Key.On, node.Title, $"/projects/{projectId}/results") : null).OfType<News>());
        return [.. news.OrderByDescending(n => n.On).ThenBy(n => n.Kind).Take(MostNews)];
    }

    private async Task<IReadOnlyList<SignedOff>> Counts(Guid projectId, Viewer viewer, CancellationToken ct)
    {
        // Of a meeting that names nobody not even the verifier is named: it is left out.
        var activities = await new ProgrammesRights(viewer).Activities(db).AsNoTracking().Where(a => a.ProjectId == projectId && a.State == ActivityState.Held && a.Confidentiality == Confidentiality.Public)
            .Where(a => db.Set<EvidencePiece>().Any(p => p.RecordKind == ActivityRecords.KindName && p.RecordId == a.Id && p.Kind == EvidenceKind.SignedSheet)).OrderByDescending(a => a.SortDay).ThenBy(a => a.Id).Take(MostCounts).ToListAsync(ct);
        var ids = activities.ConvertAll(a => a.Id);
        var sheets = (await db.Set<EvidencePiece>().AsNoTracking().Where(p => p.RecordKind == ActivityRecords.KindName && ids.Contains(p.RecordId) && p.Kind == EvidenceKind.SignedSheet && p.VerifiedAt != null).OrderBy(p => p.VerifiedAt).ToListAsync(ct)).ToLookup(p => p.RecordId);
        var accounts = sheets.SelectMany(g => g).Select(p => p.VerifiedBy).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => accounts.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.UserName, ct);
        return [.. activities.Select(a => sheets[a.Id].LastOrDefault() is { } sheet
            ? new SignedOff(a, a.Attendances, sheet.VerifiedBy is { } by ? names.GetValueOrDefault(by) : null, Day(sheet.VerifiedAt!.Value)) : new SignedOff(a, a.Attendances, null, null))];
    }

    private async Task<IReadOnlyList<MaskedPiece>> Sample(IReadOnlyList<Guid> drawn, Viewer viewer, CancellationToken ct)
    {
        var pieces = (await db.Set<EvidencePiece>().AsNoTracking().Where(p => drawn.Contains(p.Id)).ToListAsync(ct)).OrderBy(p => drawn.ToList().IndexOf(p.Id)).ToList();
        var records = await owners.Find(pieces.Select(p => (p.RecordKind, p.RecordId)), viewer, ct);
        return [.. pieces.Select(p => records.GetValueOrDefault((p.RecordKind, p.RecordId)) is { } record
            ? new MaskedPiece(p, record.NamesNobody ? null : record.Title, EvidenceRights.MaySee(p, record, viewer)) : new MaskedPiece(p, null, false))];
    }

    private static DateOnly Day(DateTime at) => DateOnly.FromDateTime(at);
}

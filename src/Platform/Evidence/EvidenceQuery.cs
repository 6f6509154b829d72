using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Evidence;

/// <summary>One page of evidence.</summary>
/// <param name="Found">The pieces, the newest first.</param>
/// <param name="Records">The records on which they hang.</param>
/// <param name="Next">The piece after which the next page begins, or null: this is the last.</param>
public sealed record EvidencePageOf(IReadOnlyList<EvidencePiece> Found, IReadOnlyDictionary<(string Kind, Guid Id), OwnedRecord> Records, Guid? Next);

/// <summary>The evidence of the viewer's projects, filtered: the same for the page and for the file.</summary>
/// <param name="Project">A project, or null for all of the viewer's.</param>
/// <param name="Kind">What it is, or null.</param>
/// <param name="Verified">Verified or not, or null for both.</param>
/// <param name="After">The piece after which the page begins, or null for the first.</param>
public sealed record EvidenceQuery(Guid? Project, EvidenceKind? Kind, bool? Verified, Guid? After = null)
{
    private static readonly Role[] Readers = [Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst, Role.Donor];

    /// <summary>Reads the filters of an address.</summary>
    public static EvidenceQuery Of(string? project, string? kind, string? verified, string? after) => new(
        Guid.TryParse(project, out var p) ? p : null, Enum.TryParse<EvidenceKind>(kind, out var k) && Enum.IsDefined(k) ? k : null,
        verified switch { "yes" => true, "no" => false, _ => null }, Guid.TryParse(after, out var a) ? a : null);

    /// <summary>Reads one page. A piece that the viewer may not open is left out, whatever its filter.</summary>
    public async Task<EvidencePageOf> Read(PlatformDb db, RecordOwners owners, Viewer viewer, int size, CancellationToken ct = default)
    {
        var projects = viewer.Projects(Readers);
        var query = db.Set<EvidencePiece>().AsNoTracking().Where(p => p.ProjectId != null && projects.Contains(p.ProjectId.Value));
        if (Project is { } one) query = query.Where(p => p.ProjectId == one);
        if (Kind is { } kind) query = query.Where(p => p.Kind == kind);
        if (Verified is { } verified) query = query.Where(p => p.VerifiedAt != null == verified);
        var (at, id) = (DateTime.MaxValue, Guid.Empty);
        if (After is { } after && await db.Set<EvidencePiece>().Where(p => p.Id == after).Select(p => (DateTime?)p.AddedAt).SingleOrDefaultAsync(ct) is { } point) (at, id) = (point, after);
        // Whether a piece may be seen is known only from its record: reading goes on until the page is full.
        var (shown, records) = (new List<EvidencePiece>(), new Dictionary<(string, Guid), OwnedRecord>());
        while (true)
        {
            var (fromAt, fromId) = (at, id);
            var page = await query.Where(p => p.AddedAt < fromAt || p.AddedAt == fromAt && p.Id > fromId).OrderByDescending(p => p.AddedAt).ThenBy(p => p.Id).Take(size).ToListAsync(ct);
            foreach (var (key, record) in await owners.Find(page.Select(p => (p.RecordKind, p.RecordId)), viewer, ct)) records[key] = record;
            foreach (var piece in page)
            {
                if (shown.Count == size) return new EvidencePageOf(shown, records, shown[^1].Id);
                (at, id) = (piece.AddedAt, piece.Id);
                if (records.GetValueOrDefault((piece.RecordKind, piece.RecordId)) is { } record && EvidenceRights.MaySee(piece, record, viewer)) shown.Add(piece);
            }

            if (page.Count < size) return new EvidencePageOf(shown, records, null);
        }
    }
}

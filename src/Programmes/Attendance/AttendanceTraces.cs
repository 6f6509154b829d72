using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Programmes.Attendance;

/// <summary>Activities at which a person was. Those that name nobody are not told, not even here.</summary>
public sealed class AttendanceTraces(IDbContextFactory<PlatformDb> factory, IStringLocalizer<Words> words) : IPersonTraces
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonTrace>> Of(Guid personId, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rows = await new ProgrammesRights(viewer).Activities(db).Where(a => a.Confidentiality == Confidentiality.Public)
            .Join(db.Set<Attended>().Where(x => x.PersonId == personId), a => a.Id, x => x.ActivityId, (a, x) => new { a.Id, a.Title, a.StartsOn, a.SortDay, x.State })
            .OrderByDescending(x => x.SortDay).ThenBy(x => x.Id).ToListAsync(ct);
        return [.. rows.Select(r => new PersonTrace($"{words["Attendance"]}: {words[$"State.{r.State}"]}",
            r.Title.IsPublished ? new LocalText(r.Title.Original, r.Title.Original, r.Title.Original) : r.Title.Words, r.StartsOn, $"/activities/{r.Id}"))];
    }
}

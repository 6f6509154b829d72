using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Activities;

/// <summary>
/// What follows from an activity's fields: who may find it, where it stands in lists, under which words it is found.
/// Whoever changes an activity runs this before saving.
/// </summary>
public sealed class SaveActivity(PlaceCatalogue places, Events events, IVersions versions)
{
    /// <summary>The search table's word for an activity.</summary>
    public const string Kind = "activity";

    /// <summary>Settles and saves the activity with all its parts, in one transaction (the caller's, if there is one).</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else saved it meanwhile.</exception>
    public async Task Run(PlatformDb db, Activity activity, CancellationToken ct = default)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var before = db.Entry(activity).State is EntityState.Added or EntityState.Detached ? SearchVisibility.Project : activity.Visibility;
        await Settle(db, activity, ct);
        // What visitors see may have become less without the activity going: a meeting put under the Chatham House Rule names nobody.
        if (before == SearchVisibility.Public) await versions.Bump(db, VersionNames.PublicPages);
        await db.SaveChangesAsync(ct);
        if (before == SearchVisibility.Public && activity.Visibility != SearchVisibility.Public && activity.ProjectId is { } project)
        {
            await events.Publish(db, new ActivityHidden(activity.Id, project), ct);
        }

        if (transaction is not null) await transaction.CommitAsync(ct);
    }

    /// <summary>Settles a tracked activity without saving it: for whoever saves many at once.</summary>
    public async Task Settle(PlatformDb db, Activity activity, CancellationToken ct = default)
    {
        var isPublic = activity.ProjectId is not { } id
            || (db.Set<Project>().Local.FirstOrDefault(p => p.Id == id)?.Visibility ?? await db.Set<Project>().Where(p => p.Id == id).Select(p => p.Visibility).SingleAsync(ct)) == ProjectVisibility.Public;
        activity.SettleVisibility(isPublic);
        activity.Sort();
        await SearchIndex.Write(db, Kind, activity.Id, activity.ProjectId, activity.Visibility, await Texts(db, activity, ct), ct);
    }

    /// <summary>
    /// Sets the record's own number: the exact sum where the attendances were counted, else the best that is said. People
    /// counted once each are not attendances, and an audience is never a number of participants.
    /// </summary>
    public static void CountOwn(Activity activity, IEnumerable<DeclaredCount> counts)
    {
        var best = ActivityKinds.HasReach(activity.Kind) ? null : counts.Where(c => c is { Measure: Measure.Attendances, Value: not null }).MaxBy(c => c.Precision == CountPrecision.Exact);
        activity.CountOwn(best?.Value, best?.Precision);
    }

    // Names are found by their words only where they may be told.
    private async Task<IEnumerable<string>> Texts(PlatformDb db, Activity activity, CancellationToken ct)
    {
        var texts = new List<string>();
        texts.AddRange(activity.Title.All);
        texts.AddRange(activity.Theme.All);
        foreach (var text in activity.Subjects.Append(activity.Summary)) texts.AddRange(new[] { text.En, text.Sq, text.Sr }.OfType<string>());
        foreach (var place in activity.Places)
        {
            if (place.Printed is { } printed) texts.Add(printed);
            if (places.Find(place.PlaceId) is { } known) texts.AddRange(known.Names.All);
        }

        foreach (var session in activity.Sessions) texts.AddRange(session.Title.All);
        var organisationIds = activity.Organisations.Select(o => o.OrganisationId).ToList();
        if (activity.Confidentiality == Confidentiality.Public && organisationIds.Count > 0)
        {
            foreach (var o in await db.Set<Organisation>().AsNoTracking().Where(o => organisationIds.Contains(o.Id)).Select(o => new { o.Name, o.Acronym, o.Aliases }).ToListAsync(ct))
            {
                texts.AddRange([.. o.Name.All, o.Acronym ?? "", .. o.Aliases]);
            }
        }

        var named = activity.Roles.Where(r => r.PublicFigureId is not null && ProgrammesRights.MayBeNamed(ProgrammesRights.Of(activity, activity.Sessions.Find(s => s.Id == r.SessionId)), r))
            .Select(r => r.PublicFigureId!.Value).ToList();
        if (named.Count > 0)
        {
            foreach (var figure in await db.Set<PublicFigure>().AsNoTracking().Where(f => named.Contains(f.Id)).ToListAsync(ct)) texts.AddRange([figure.PrintedAs, figure.Name]);
        }

        var codes = activity.Topics.Concat(activity.Agreements).ToList();
        if (codes.Count > 0)
        {
            foreach (var name in await db.Set<Topic>().AsNoTracking().Where(t => codes.Contains(t.Code)).Select(t => t.Name).ToListAsync(ct)) texts.AddRange(new[] { name.En, name.Sq, name.Sr }.OfType<string>());
        }

        return texts;
    }
}

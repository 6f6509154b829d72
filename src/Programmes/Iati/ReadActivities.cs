using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Iati;

/// <summary>One project as an organisation's file tells it.</summary>
/// <param name="Record">What is reported of it.</param>
/// <param name="Activity">The activity of the file.</param>
/// <param name="Gaps">What keeps it out of the file; empty for nothing.</param>
public sealed record IatiLine(IatiProject Record, IatiActivity Activity, IReadOnlyList<IatiGap> Gaps);

/// <summary>
/// Makes activities of projects. What may be told is decided here: organisations but no sole trader and no person,
/// municipalities of what was held publicly but no venue, documents that everybody may read and that name nobody.
/// </summary>
public sealed class ReadActivities(PlatformDb db, NamingPolicies policies, PlaceCatalogue places, IStringLocalizerFactory words, ReleaseLabels labels, TimeProvider clock)
{
    private const int PageSize = 125;
    private static readonly UiVariant[] Languages = [UiVariant.English, UiVariant.Albanian, UiVariant.SerbianLatin];

    /// <summary>An organisation's projects, in the order of their identifiers.</summary>
    /// <param name="organisation">The organisation that reports.</param>
    /// <param name="site">Address of the site, for links to public pages; null for no links.</param>
    /// <param name="drafts">Whether those are told too that nobody has put into the file yet.</param>
    /// <param name="project">One project only, or null for all.</param>
    /// <param name="ct">Stops the reading.</param>
    public async IAsyncEnumerable<IatiLine> Of(Guid organisation, string? site, bool drafts, Guid? project = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        var asked = db.Set<IatiProject>().AsNoTracking().Where(p => p.OrganisationId == organisation && (project == null || p.ProjectId == project));
        if (!drafts) asked = asked.Where(p => p.PublishedAt != null && !p.IsPractice && !db.Set<IatiReporter>().Any(r => r.OrganisationId == organisation && r.IsPractice) && db.Set<Project>().Any(x => x.Id == p.ProjectId && x.Visibility == ProjectVisibility.Public));
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisation, ct) is not { } own) yield break;
        var reporters = await db.Set<IatiReporter>().AsNoTracking().ToDictionaryAsync(r => r.OrganisationId, ct);
        var policy = policies.Find(reporters.GetValueOrDefault(organisation)?.NamingPolicyId) ?? policies[NamingPolicies.Asterisk];
        var naming = new Names(policy, places);
        var kinds = Enum.GetValues<EvidenceKind>().ToDictionary(k => k, k => InAll(words.Create(typeof(Platform.Evidence.Words)), $"Kind.{k}"));
        var overview = InAll(words.Create(typeof(Words)), "Overview");
        var organisations = new Dictionary<Guid, (Organisation Organisation, IatiParty Party)>();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var next = Load(asked, "", organisation, new HashSet<Guid>(), policy, ct);
        try
        {
            while (await next is { } page)
            {
                // While these are made and written, the next ones are read.
                var known = organisations.Keys.Concat(page.Organisations.Select(o => o.Id)).ToHashSet();
                next = page.Records.Count < PageSize ? Task.FromResult<Loaded?>(null) : Task.Run(() => Load(asked, page.Records[^1].Code, organisation, known, policy, ct), ct);
                foreach (var found in page.Organisations)
                    organisations[found.Id] = (found, new IatiParty(naming.Of(found.Name.IsEmpty ? PublishedText.Said(found.Acronym ?? "") : found.Name), Blank(reporters.GetValueOrDefault(found.Id)?.Identifier), TypeOf(found, reporters.GetValueOrDefault(found.Id))));
                foreach (var record in page.Records)
                {
                    if (!page.Projects.TryGetValue(record.ProjectId, out var one)) continue;
                    naming.Mentioned = false;
                    var results = page.Results.Of(one, naming.Of);
                    var activity = Make(record, one, own, reporters.GetValueOrDefault(organisation), naming, page.Parts[one.Id], organisations, page.Venues[one.Id], today) with
                    {
                        Documents = [.. Documents(one, page.Documents[one.Id], site, kinds, overview)], Results = results,
                    };
                    yield return new IatiLine(record, activity, IatiGaps.Of(activity, today));
                }
            }
        }
        finally
        {
            // Whoever stops early must not leave the database in use.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed record Loaded(
        List<IatiProject> Records, Dictionary<Guid, Project> Projects, ILookup<Guid, ProjectOrganisation> Parts, List<Organisation> Organisations, ILookup<Guid, string> Venues, ILookup<Guid, EvidencePiece> Documents, ReadResults Results);

    private async Task<Loaded?> Load(IQueryable<IatiProject> asked, string after, Guid organisation, IReadOnlySet<Guid> known, NamingPolicy policy, CancellationToken ct)
    {
        // Its own writer of names: the other one writes at the same time.
        var naming = new Names(policy, places);
        var page = await asked.Where(p => string.Compare(p.Code, after) > 0).OrderBy(p => p.Code).Take(PageSize).ToListAsync(ct);
        if (page.Count == 0) return null;
        var ids = page.Select(p => p.ProjectId).ToList();
        // Only what a file tells: each text in three languages that is not asked for is one less to be taken apart.
        var projects = await db.Set<Project>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new Project
        {
            Id = p.Id, Slug = p.Slug, Title = p.Title, Summary = p.Summary, Objectives = p.Objectives, StartsOn = p.StartsOn, StartPrecision = p.StartPrecision, EndsOn = p.EndsOn, EndPrecision = p.EndPrecision,
            AreaPlaceIds = p.AreaPlaceIds, State = p.State, Visibility = p.Visibility, ChangedAt = p.ChangedAt,
        }).ToDictionaryAsync(p => p.Id, ct);
        var parts = (await db.Set<ProjectOrganisation>().AsNoTracking().Where(o => ids.Contains(o.ProjectId)).Select(o => new ProjectOrganisation { ProjectId = o.ProjectId, OrganisationId = o.OrganisationId, Role = o.Role, Ordinal = o.Ordinal }).ToListAsync(ct)).ToLookup(o => o.ProjectId);
        var wanted = parts.SelectMany(p => p).Select(p => p.OrganisationId).Concat(page.SelectMany(p => p.Transactions).Select(t => t.OrganisationId).OfType<Guid>()).Append(organisation).Where(o => !known.Contains(o)).Distinct().ToList();
        var organisations = wanted.Count == 0 ? [] : await db.Set<Organisation>().AsNoTracking().Where(o => wanted.Contains(o.Id)).ToListAsync(ct);
        var held = db.Set<Activity>().Where(a => a.ProjectId != null && ids.Contains(a.ProjectId.Value) && a.Visibility == SearchVisibility.Public && a.Confidentiality == Confidentiality.Public && a.State == ActivityState.Held);
        var venues = (await db.Set<ActivityPlace>().AsNoTracking().Where(p => p.PlaceId != null && p.Role == PlaceRole.Venue).Join(held, p => p.ActivityId, a => a.Id, (p, a) => new { Project = a.ProjectId!.Value, p.PlaceId }).Distinct().ToListAsync(ct)).ToLookup(p => p.Project, p => p.PlaceId!);
        var documents = (await db.Set<EvidencePiece>().AsNoTracking().Where(e => e.Sensitivity == Sensitivity.Public && e.Address != null && e.ProjectId != null && ids.Contains(e.ProjectId.Value) && (held.Any(a => a.Id == e.RecordId) || e.RecordId == e.ProjectId)).OrderBy(e => e.Id).ToListAsync(ct)).ToLookup(e => e.ProjectId!.Value);
        return new Loaded(page, projects, parts, organisations, venues, documents, await ReadResults.Load(db, ids, labels, naming.Of, Comment, ct));
    }

    private IatiActivity Make(IatiProject record, Project project, Organisation own, IatiReporter? reporter, Names naming, IEnumerable<ProjectOrganisation> parts, Dictionary<Guid, (Organisation Organisation, IatiParty Party)> organisations, IEnumerable<string> venues, DateOnly today)
    {
        var self = organisations[own.Id].Party;
        // A day that is known to the month or year only is no day on which anything began.
        var begun = project is { State: ProjectState.Running or ProjectState.Finished, StartPrecision: DatePrecision.Day, StartsOn: { } start } && start <= today;
        var ended = project is { State: ProjectState.Finished, EndPrecision: DatePrecision.Day, EndsOn: { } end } && end <= today;
        var activity = new IatiActivity
        {
            Identifier = $"{reporter?.Identifier}-{record.Code}", Reporter = self, Changed = record.ChangedAt > project.ChangedAt ? record.ChangedAt : project.ChangedAt,
            Title = naming.Of(project.Title), Description = naming.Of(!project.Summary.IsEmpty ? project.Summary : !record.Summary.IsEmpty ? record.Summary : project.Objectives.FirstOrDefault() ?? project.Summary),
            Objectives = [.. project.Objectives.Select(naming.Of).Where(o => !o.IsEmpty)], Parties = [.. Parties(parts, own.Id, organisations)],
            Status = project.State switch { ProjectState.Planned => "1", ProjectState.Running => "2", ProjectState.Finished => "4", _ => record.Status ?? "" },
            PlannedStart = project.StartsOn ?? record.StartsOn, ActualStart = begun ? project.StartsOn : null, PlannedEnd = project.EndsOn ?? record.EndsOn, ActualEnd = ended ? project.EndsOn : null,
            Website = Address(own.Website), Scope = record.Scope,
            Countries = [.. record.Countries.Select(c => (c, places.Find(c.Code.ToLowerInvariant()) is { } country ? naming.Of(country) : new IatiText()))],
            Places = [.. project.AreaPlaceIds.Concat(venues).Select(Municipality).OfType<Place>().DistinctBy(p => p.Id).OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => new IatiPlace(naming.Of(p), p.Latitude, p.Longitude))],
            Sectors = record.Sectors, Goals = record.Goals, Markers = [.. record.Markers.Select(m => (m.Code, m.Significance))],
            Collaboration = record.Collaboration, Flow = record.Flow, Finance = record.Finance, Aid = record.Aid, Tied = record.Tied,
            Budgets = record.Budgets, Transactions = [.. record.Transactions.Select(Movement)], Related = [.. record.Related.Select(r => (r.Type, r.Identifier))],
        };
        return naming.Mentioned ? activity with { Footnote = naming.Footnote } : activity;

        IatiTransaction Movement(IatiMovement m)
        {
            var other = m.OrganisationId is { } id && organisations.TryGetValue(id, out var found) && MayBeNamed(found.Organisation) ? found.Party : null;
            var comes = m.Type is "1" or "11";
            return new IatiTransaction(m.Type, m.Date, m.Amount, m.Currency, comes ? other : self, comes && other is not null ? m.Activity : null, comes ? self : other);
        }
    }

    /// <summary>A company may be one person under their own name: who is not named cannot be found.</summary>
    private static bool MayBeNamed(Organisation organisation) => organisation.Kind != OrganisationKind.Company;

    private static IEnumerable<(IatiParty, string)> Parties(IEnumerable<ProjectOrganisation> parts, Guid own, Dictionary<Guid, (Organisation Organisation, IatiParty Party)> organisations)
    {
        var roles = new List<(Guid Organisation, string Role)>();
        foreach (var part in parts.OrderBy(p => p.Role).ThenBy(p => p.Ordinal))
        {
            string[] given = part.Role switch
            {
                ProjectRole.Donor => ["1"], ProjectRole.Consortium => ["2"], ProjectRole.Lead => ["2", "4"], ProjectRole.Partner or ProjectRole.Associate => ["4"],
                // In what way a supporter supports is not said, so no role is claimed.
                _ => [],
            };
            roles.AddRange(given.Select(r => (part.OrganisationId, r)));
        }

        if (!roles.Exists(r => r.Organisation == own)) roles.Add((own, "4"));
        return roles.Distinct().Where(r => organisations.TryGetValue(r.Organisation, out var found) && MayBeNamed(found.Organisation)).Select(r => (organisations[r.Organisation].Party, r.Role));
    }

    private static IEnumerable<IatiDocument> Documents(Project project, IEnumerable<EvidencePiece> pieces, string? site, Dictionary<EvidenceKind, IatiText> kinds, IatiText overview)
    {
        if (site is not null && project.Visibility == ProjectVisibility.Public) yield return new IatiDocument($"{site}/en/p/{project.Slug}", "text/html", overview, "A12");
        // What names or shows people is public by the consent of each, which a link in somebody else's copy would outlive.
        foreach (var piece in pieces.Where(p => !EvidenceRights.NamesPeople(p.Kind) && !EvidenceRights.ShowsFaces(p.Kind)).DistinctBy(p => p.Address))
        {
            if (Address(piece.Address) is not { } address) continue;
            var category = piece.Kind switch { EvidenceKind.Agenda => "A02", EvidenceKind.Memorandum => "A09", _ => "A08" };
            yield return new IatiDocument(address, address.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? "application/pdf" : "text/html", kinds[piece.Kind], category);
        }
    }

    // Settlements and towns inside a municipality are told as the municipality; what lies in none is not told.
    private Place? Municipality(string id)
    {
        for (var place = places.Find(id); place is not null; place = places.Find(place.ParentId))
        {
            if (place.IsMunicipality) return place;
        }

        return null;
    }

    private static string? TypeOf(Organisation organisation, IatiReporter? reporter) => !string.IsNullOrEmpty(reporter?.Type) ? reporter.Type : organisation.Kind switch
    {
        OrganisationKind.Ngo => organisation.CountryId is "xk" or "rs" ? "24" : null,
        OrganisationKind.BusinessAssociation or OrganisationKind.Media => "90",
        _ => null,
    };

    private static string? Address(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var text = typed.Trim();
        if (!text.Contains("://", StringComparison.Ordinal)) text = "https://" + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0 ? address.AbsoluteUri : null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private IatiText Comment(ReleaseContent content) => InAll(words.Create(typeof(Words)), "Released", content.Number, content.MadeAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), content.Threshold);

    private static IatiText InAll(IStringLocalizer words, string key, params object[] arguments)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            var said = Languages.Select(l => { CultureInfo.CurrentUICulture = l.Culture; return words[key, arguments].Value; }).ToList();
            return new IatiText(said[0], said[1], said[2]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    // Every text of a file is read alone, so that each mention carries the mark.
    private sealed class Names(NamingPolicy policy, PlaceCatalogue places)
    {
        private readonly NamingWriter[] writers = [.. Languages.Select(l => new NamingWriter(policy, places, l))];
        private readonly Dictionary<string, IatiText> known = [];

        public bool Mentioned { get; set; }

        public IatiText Footnote { get; } = policy.HasFootnote
            ? new IatiText(Marked(policy, UiVariant.English), Marked(policy, UiVariant.Albanian), Marked(policy, UiVariant.SerbianLatin)) : new IatiText();

        public IatiText Of(LocalText text) => text.IsEmpty ? new IatiText() : new IatiText(Write(text, 0), Write(text, 1), Write(text, 2));

        public IatiText Of(PublishedText text)
        {
            if (!text.IsPublished) return Of(text.Words);
            var translated = Of(text.Words);
            return text.Language switch
            {
                "sq" => translated with { Sq = text.Original },
                "sr" => translated with { Sr = LocalText.IsCyrillic(text.Original!) ? SerbianScript.ToLatin(text.Original!) : text.Original },
                _ => translated with { En = text.Original },
            };
        }

        public IatiText Of(Place place)
        {
            if (place.Id == "xk") Mentioned = true;
            if (known.TryGetValue(place.Id, out var found)) return found;
            var mark = place.Id == "xk" && policy.HasFootnote ? policy.Mark : null;
            string Name(int at) => policy.NameOf(place, Languages[at]) + mark;
            return known[place.Id] = new IatiText(Name(0), Name(1), Name(2));
        }

        private string? Write(LocalText text, int at)
        {
            if (text.In(Languages[at]) is not { } said) return null;
            if (!said.Contains('{', StringComparison.Ordinal)) return said;
            var written = writers[at].WriteAlone(said);
            Mentioned |= policy.Mark is { } mark && written.Contains(mark, StringComparison.Ordinal);
            return written;
        }

        private static string? Marked(NamingPolicy policy, UiVariant language) => policy.Footnote!.In(language) is { } said ? $"{policy.Mark} {said}" : null;
    }
}

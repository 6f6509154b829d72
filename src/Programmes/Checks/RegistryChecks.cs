using System.Text.RegularExpressions;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Checks;

/// <summary>The records that are checked together.</summary>
/// <param name="Project">The project.</param>
/// <param name="Donors">What its donors ask for.</param>
/// <param name="Activities">Its activities, with places, roles and sessions, and those of its organisations that name no project.</param>
/// <param name="Works">Its works, and those of its organisations that name no project.</param>
/// <param name="Counts">Declared rows of the project and of the activities.</param>
/// <param name="Organisations">Organisations that appear in any of them.</param>
/// <param name="Members">Members named by consortium.</param>
/// <param name="Figures">People named by public roles.</param>
public sealed record Registry(
    Project Project, IReadOnlyList<DonorProfile> Donors, IReadOnlyList<Activity> Activities, IReadOnlyList<Work> Works, IReadOnlyList<DeclaredCount> Counts,
    IReadOnlyList<Organisation> Organisations, IReadOnlyDictionary<Guid, int> Members, IReadOnlyList<PublicFigure> Figures);

/// <summary>
/// Finds what is wrong or missing in a registry. A plain calculation over the records; each rule says one thing and stays
/// silent where it is not sure.
/// </summary>
public sealed partial class RegistryChecks(PlaceCatalogue places)
{
    /// <summary>Everything found, in the order of the rules.</summary>
    public IReadOnlyList<Finding> Run(Registry registry) =>
    [
        .. OfProject(registry), .. registry.Activities.SelectMany(a => OfActivity(registry, a)), .. InLists(registry), .. OfCounts(registry), .. OfWorks(registry),
        .. registry.Organisations.SelectMany(o => OfOrganisation(registry, o)), .. OfFigures(registry.Figures),
    ];

    private static IEnumerable<Finding> OfProject(Registry r)
    {
        var p = r.Project;
        Finding Of(string code, string? printed = null, string? other = null) => new(code, FoundIn.Project, p.Id, printed, other);

        if (!p.Title.IsPublished) yield return Of("title-missing");
        if (p.StartPrecision == DatePrecision.Unknown && p.EndPrecision == DatePrecision.Unknown) yield return Of("period-missing");
        else if (p.EndPrecision == DatePrecision.Unknown) yield return Of("period-end-missing", p.StartPrinted);
        if (p.StartsOn is { } start && p.EndsOn is { } end && end < start) yield return Of("end-before-begin", p.EndPrinted ?? end.ToString("yyyy-MM-dd"), p.StartPrinted ?? start.ToString("yyyy-MM-dd"));
        var partners = p.Organisations.Count(o => o.Role == ProjectRole.Partner);
        if (p.PartnersAnnounced is { } announced && announced != partners) yield return Of("partners-announced-differ-from-named", Number(announced), Number(partners));
        if (p.PartnersCutOffAfter is { } cut) yield return Of("list-empty-after-heading", cut);
        if (!p.Organisations.Exists(o => o.Role is ProjectRole.Donor or ProjectRole.Supporter)) yield return Of("donor-missing");
        foreach (var text in r.Donors.SelectMany(d => new[] { d.Funding.Original, d.Disclaimer.Original }).Append(p.Title.Original).OfType<string>())
        {
            if (DoubledWord().Match(text) is { Success: true } doubled) yield return Of("doubled-word", doubled.Value);
        }
    }

    private IEnumerable<Finding> OfActivity(Registry r, Activity a)
    {
        Finding Of(string code, string? printed = null, string? other = null) => new(code, FoundIn.Activity, a.Id, printed, other);
        var held = a.State == ActivityState.Held;

        if (a.ProjectId is null) yield return Of("project-missing");
        else if (a.StartsOn is { } day && r.Project.StartsOn is { } start && day < start && a.DatePrecision == DatePrecision.Day)
        {
            yield return Of("activity-before-project-start", a.DatePrinted ?? day.ToString("yyyy-MM-dd"), r.Project.StartPrinted ?? start.ToString("yyyy-MM-dd"));
        }

        if (a.StartsOn is { } first && a.EndsOn is { } last && last < first) yield return Of("end-before-begin", last.ToString("yyyy-MM-dd"), first.ToString("yyyy-MM-dd"));
        if (held && a.DatePrecision == DatePrecision.Unknown) yield return Of("date-missing");
        if (a.DatePrecision is DatePrecision.Month or DatePrecision.Year or DatePrecision.Within or DatePrecision.After) yield return Of("date-vague", a.DatePrinted);
        if (a.DateFromCaption) yield return Of("date-from-caption", a.DatePrinted);
        if (held && a.Places.Count == 0 && !ActivityKinds.HasReach(a.Kind)) yield return Of("place-missing");
        foreach (var finding in OfPlaces(a)) yield return finding;

        if (a.TopicsInTitle.Count > 0 && !a.TopicsInTitle.ToHashSet().SetEquals(a.Topics)) yield return Of("title-and-text-differ", string.Join(", ", a.TopicsInTitle), string.Join(", ", a.Topics));
        if (a.Title.Original is { } title)
        {
            if (title.Count(c => c is '“' or '„' or '"') != title.Count(c => c is '”' or '"')) yield return Of("stray-quotation-mark", title);
            if (StraySpace().Match(title) is { Success: true } stray) yield return Of("stray-space", stray.Value);
            if (DoubledWord().Match(title) is { Success: true } doubled) yield return Of("doubled-word", doubled.Value);
        }

        var counts = r.Counts.Where(c => c.ActivityId == a.Id).ToList();
        if (counts.Exists(c => c is { IsReach: true, Value: null })) yield return Of("reach-unknown");
        if (held && a.Kind == "bilateral-meeting" && a.Attendances is null && !counts.Exists(c => c.Value is not null)) yield return Of("count-missing");
        if (a.IsSeries && !a.Composition.IsEmpty && !counts.Exists(c => c.Value is not null)) yield return Of("delegation-size-unknown");
        var panels = a.Sessions.Where(s => s.Kind == SessionKind.Panel).ToList();
        if (panels.Count > 1 && panels.TrueForAll(p => p.Title.IsEmpty) && a.Subjects.Count > 0) yield return Of("sessions-untitled", Number(panels.Count), Number(a.Subjects.Count));
    }

    private IEnumerable<Finding> OfPlaces(Activity a)
    {
        Finding Of(string code, string? printed = null, string? other = null) => new(code, FoundIn.Activity, a.Id, printed, other);

        var seen = new HashSet<string>();
        foreach (var place in a.Places.Where(p => p.Printed is not null))
        {
            if (place.PlaceId is null && seen.Add(place.Printed!))
            {
                // Several names in one breath are to be divided among the records; one name leaves open which place is meant.
                yield return Of(place.Printed!.Contains(',') || place.Printed.Contains(" and ") ? "place-undecided" : "place-ambiguous", place.Printed, string.Join(", ", place.OneOf));
            }

            if (places.Find(place.PlaceId) is not { } known) continue;
            // One of several places of that name was chosen; the source does not settle which.
            if (places.Resolve(place.Printed!) is AmbiguousPlace { Question: PlaceQuestion.Which } ambiguous && seen.Add(place.Printed!)) yield return Of("place-ambiguous", place.Printed, string.Join(", ", ambiguous.Candidates.Select(c => c.Id)));
            foreach (var piece in place.Printed!.Split('/', ',').Select(p => p.Trim()).Where(p => p.Length > 2 && !p.Contains(' ') && !seen.Contains(p)))
            {
                if (Misspelt(piece, known) is { } right && seen.Add(piece)) yield return Of("place-spelling-unknown", piece, right);
            }
        }

        if (a.Places.Exists(p => p.Printed?.Contains('/') == true)) yield return Of("place-names-joined", a.Places.Find(p => p.Printed?.Contains('/') == true)!.Printed);
        foreach (var spellings in a.Places.Where(p => p is { PlaceId: not null, Printed: not null }).GroupBy(p => p.PlaceId).Select(g => g.Select(p => p.Printed!).Distinct().ToList()))
        {
            for (var i = 1; i < spellings.Count; i++)
            {
                if (!spellings[i].Contains(spellings[0]) && !spellings[0].Contains(spellings[i]) && Distance(Folding.Fold(spellings[0]), Folding.Fold(spellings[i])) <= 2) yield return Of("place-spelled-two-ways", spellings[0], spellings[i]);
            }
        }
    }

    // A single word that is near a name of the place, or of what the place lies in, and is none of them.
    private string? Misspelt(string piece, Place known)
    {
        var folded = Folding.Fold(piece);
        for (var at = known; at is not null; at = places.Find(at.ParentId))
        {
            var names = at.Names.All.ToList();
            if (names.Contains(piece, StringComparer.OrdinalIgnoreCase)) return null;
            if (names.Where(n => Folding.Fold(n)[0] == folded[0] && Distance(Folding.Fold(n), folded) <= 3 && Math.Abs(n.Length - piece.Length) <= 2).MinBy(n => Distance(n, piece)) is { } near) return near;
        }

        return null;
    }

    // What only shows among neighbours: the order and the form of dates, names of places, media of an outlet.
    private IEnumerable<Finding> InLists(Registry r)
    {
        foreach (var list in r.Activities.Where(a => a is { StartsOn: not null, DatePrecision: DatePrecision.Day, SourceAt: not null }).GroupBy(a => (a.SourceId, Heading: Heading(a.SourceAt!))))
        {
            Activity? before = null;
            foreach (var activity in list.OrderBy(a => Position(a.SourceAt!)))
            {
                if (before is not null && Position(activity.SourceAt!) > Position(before.SourceAt!) && activity.StartsOn < before.StartsOn)
                {
                    yield return new Finding("not-in-date-order", FoundIn.Activity, activity.Id, activity.DatePrinted, before.DatePrinted);
                }
                else before = activity;
            }
        }

        foreach (var source in r.Activities.Where(a => a is { DatePrecision: DatePrecision.Day, DatePrinted: not null } && a.StartsOn == a.EndsOn).GroupBy(a => a.SourceId))
        {
            var usual = source.CountBy(a => Form(a.DatePrinted!)).MaxBy(f => f.Value).Key;
            foreach (var activity in source.Where(a => Form(a.DatePrinted!) != usual)) yield return new Finding("date-form-differs", FoundIn.Activity, activity.Id, activity.DatePrinted, source.First(a => Form(a.DatePrinted!) == usual).DatePrinted);
        }

        foreach (var spellings in r.Activities.SelectMany(a => Towns(a).Select(t => (Activity: a, t.Place, t.Spelling))).GroupBy(t => t.Place))
        {
            var usual = spellings.CountBy(s => s.Spelling).MaxBy(s => s.Value).Key;
            foreach (var other in spellings.Where(s => s.Spelling != usual).DistinctBy(s => s.Activity.Id)) yield return new Finding("place-several-names", FoundIn.Activity, other.Activity.Id, other.Spelling, usual);
        }

        foreach (var outlet in r.Works.Where(w => w is { OutletId: not null, MediumPrinted: not null }).GroupBy(w => w.OutletId))
        {
            var usual = outlet.CountBy(w => w.MediumPrinted!).MaxBy(m => m.Value).Key;
            foreach (var work in outlet.Where(w => w.MediumPrinted != usual)) yield return new Finding("medium-differs-for-outlet", FoundIn.Activity, work.ActivityId ?? work.Id, work.MediumPrinted, usual);
        }
    }

    private static IEnumerable<Finding> OfCounts(Registry r)
    {
        var byId = r.Counts.ToDictionary(c => c.Id);
        foreach (var c in r.Counts)
        {
            Finding Of(string code, string? printed = null, string? other = null) => c.ActivityId is { } activity ? new(code, FoundIn.Activity, activity, printed, other) : new(code, FoundIn.Count, c.Id, printed, other);

            if (c is { TotalOf.Count: > 0, Value: { } total } && c.TotalOf.TrueForAll(p => byId.TryGetValue(p, out var part) && part.Value is not null) && c.TotalOf.Sum(p => byId[p].Value!.Value) is var sum && sum != total)
            {
                yield return Of("total-differs-from-parts", Number(total), Number(sum));
            }

            var sides = c.Breakdown.Where(b => b.By == BreakdownBy.Side).ToList();
            if (c is { Precision: CountPrecision.Exact, Value: { } whole } && sides.Count > 1 && sides.Sum(s => s.Value) != whole) yield return Of("total-differs-from-parts", Number(whole), Number(sides.Sum(s => s.Value)));
            if (c.Value is { } most && c.Breakdown.Any(b => b.Value > most)) yield return Of("part-exceeds-total", Number(c.Breakdown.Max(b => b.Value)), Number(most));
            if (c.ActivityId is not null) continue;
            if (c.UnitUnknown) yield return Of("unit-unknown", c.Printed);
            if (c is { IsReach: true, Value: null, Printed: not null }) yield return Of("list-empty-after-heading", c.Printed);
            if (c is { Measure: Measure.Activities, Value: null }) yield return Of("count-missing", c.Printed);
            if (c.TotalOf.Count > 0 || c.Value is not { } declared || c.ProjectId is null) continue;
            var inProject = r.Activities.Where(a => a.ProjectId == c.ProjectId && a is { State: ActivityState.Held, IsSeries: false } && (c.Kind is null || a.Kind == c.Kind)).ToList();
            int? recorded = c.Measure switch { Measure.Activities => inProject.Count, Measure.Attendances => inProject.Sum(a => a.Attendances ?? 0), _ => null };
            if (recorded < declared) yield return Of("declared-not-traced", Number(declared), Number(recorded.Value));
        }
    }

    private static IEnumerable<Finding> OfWorks(Registry r)
    {
        foreach (var w in r.Works)
        {
            Finding Of(string code, string? printed = null) => w.ActivityId is { } activity ? new(code, FoundIn.Activity, activity, printed) : new(code, FoundIn.Work, w.Id, printed);

            if (w.ProjectId is null && w.ActivityId is null) yield return Of("project-missing");
            if (w.Languages is null && w.Kind is not WorkKind.Memorandum) yield return Of("language-unknown");
            else if (w.Languages is { Count: > 0 } languages && w.ActivityId is null && new[] { "en", "sq", "sr" }.Except(languages).ToList() is { Count: > 0 } missing) yield return Of("translation-missing", string.Join(", ", missing));
            if (w.Kind is WorkKind.Report or WorkKind.Paper && !w.Title.IsPublished) yield return Of("title-missing");
        }
    }

    private static IEnumerable<Finding> OfOrganisation(Registry r, Organisation o)
    {
        Finding Of(string code, string? printed = null, string? other = null) => new(code, FoundIn.Organisation, o.Id, printed, other);

        if (o.Name.IsEmpty) yield return Of("organisation-name-missing", o.Acronym);
        if (o.MembersAnnounced is { } announced && r.Members.GetValueOrDefault(o.Id) is var named && named != announced) yield return Of("members-announced-differ-from-named", Number(announced), Number(named));
        foreach (var seat in o.Seats.Where(s => s.PlaceId is null)) yield return Of("place-ambiguous", seat.PlacePrinted);
        foreach (var alias in o.Aliases)
        {
            var (name, other) = (Bare(o.Name.Original ?? ""), Bare(alias));
            if (name.Length == 0) continue;
            if (Distance(name, other) <= 1) yield return Of("organisation-spelled-two-ways", o.Name.Original, alias);
            // A word added at the end says what sort of body it is; it is no other name.
            else if (!other.StartsWith(name, StringComparison.Ordinal)) yield return Of("organisation-several-names", o.Name.Original, alias);
        }
    }

    private static IEnumerable<Finding> OfFigures(IReadOnlyList<PublicFigure> figures)
    {
        foreach (var f in figures.Where(f => f.Corrected is null))
        {
            Finding Of(string code, string? printed = null, string? other = null) => new(code, FoundIn.Figure, f.Id, printed, other);
            var surname = f.PrintedAs.Split(' ')[^1];
            if (f.PrintedAs.Contains(" – ") || f.PrintedAs.Contains(" - ")) yield return Of("name-spaced-hyphen", f.PrintedAs);
            if (surname.EndsWith("ič", StringComparison.Ordinal)) yield return Of("name-ends-in-hard-c", surname, surname[..^1] + "ć");
            var folded = Folding.Fold(surname);
            if (folded.Length >= 8 && !Surnames.Common.Contains(folded) && Surnames.Common.Where(s => Math.Abs(s.Length - folded.Length) <= 1 && Distance(s, folded) == 1).ToList() is [var near]) yield return Of("name-spelling-unknown", surname, near);
        }

        for (var i = 0; i < figures.Count; i++)
        {
            for (var j = i + 1; j < figures.Count; j++)
            {
                var (one, other) = (Bare(figures[i].Name), Bare(figures[j].Name));
                if (one.Length > 6 && Distance(one, other) <= 1) yield return new Finding("person-spelled-two-ways", FoundIn.Figure, figures[j].Id, figures[j].Name, figures[i].Name);
            }
        }
    }

    // Towns that a record names by one word: in its published title and in its places.
    private IEnumerable<(string Place, string Spelling)> Towns(Activity a)
    {
        foreach (var word in WordsOf(a.Title.Original ?? "").Concat(a.Places.Select(p => p.Printed).OfType<string>().Where(p => !p.Contains('/')).SelectMany(WordsOf)))
        {
            if (word.Length > 3 && char.IsUpper(word[0]) && places.Resolve(word) is FoundPlace { Place.IsMunicipality: true } found && found.Place.Names.All.Contains(word, StringComparer.Ordinal)) yield return (found.Place.Id, word);
        }
    }

    private static IEnumerable<string> WordsOf(string text) => text.Split([' ', ',', '.', ':', ';', '?', '!', '(', ')', '/', '–', '-', '”', '“', '"'], StringSplitOptions.RemoveEmptyEntries);

    private static string Heading(string at) => at.LastIndexOf(',') is > 0 and var comma ? at[..comma] : at;

    private static int Position(string at) => at.LastIndexOf(',') is > 0 and var comma && int.TryParse(at[(comma + 1)..].Trim(), out var position) ? position : 0;

    // The form of a printed date: which parts are figures and which words, and whether the day has a leading nought.
    private static string Form(string printed) => printed.StartsWith('0') ? "0" : string.Concat(printed.Select(c => char.IsAsciiDigit(c) ? '9' : char.IsLetter(c) ? 'x' : c)) is var shape ? Repeats().Replace(shape, "$1") : "";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Bare(string name) => string.Concat(Folding.Fold(name).Where(char.IsAsciiLetterOrDigit));

    // Number of letters that have to be put in, taken out or exchanged.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[b.Length];
    }

    [GeneratedRegex(@"\b(\p{L}{2,}) \1\b", RegexOptions.IgnoreCase)]
    private static partial Regex DoubledWord();

    [GeneratedRegex(@"\p{L}+- \p{L}+|\p{L}+ -\p{L}+|\p{L}+  +\p{L}+")]
    private static partial Regex StraySpace();

    [GeneratedRegex(@"(.)\1+")]
    private static partial Regex Repeats();
}

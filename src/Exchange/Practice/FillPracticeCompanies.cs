using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Companies;
using Uramost.Exchange.Sides;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Exchange.Practice;

/// <summary>
/// Brings sixty companies into the practice project: those that are invented are marked so, and the four of which the
/// article of the demonstration tells take part in its project as well, with all that it does not say left unknown. A
/// second run changes nothing.
/// </summary>
public sealed class FillPracticeCompanies(PlatformDb db, IProjects projects, SaveCompany save, TimeProvider clock) : IDemonstration
{
    private const string Told = "iri-grassroots";

    private static string File => Path.Combine(AppContext.BaseDirectory, "data", "practice", "companies.json");

    /// <summary>Title of the article that tells of four of the companies.</summary>
    public const string Article = "Building Grassroots Support for Normalization Between Kosovo and Serbia";

    /// <inheritdoc/>
    public async Task Fill(CancellationToken ct = default)
    {
        var file = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, ct))!;
        var practice = DemoId.Of(Text(file, "project")!);
        if (!await Exists(practice, ct) || await db.Set<CompanyProject>().AnyAsync(l => l.ProjectId == practice, ct)) return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var told = await Exists(DemoId.Of(Told), ct) ? DemoId.Of(Told) : (Guid?)null;
        await SetSides(practice, ct);
        if (told is { } project) await SetSides(project, ct);
        await db.SaveChangesAsync(ct);
        foreach (var row in file["companies"]!.AsArray()) await Add(row!, practice, told, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<bool> Exists(Guid project, CancellationToken ct) => await projects.Find(project, new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = project }]), ct) is not null;

    private async Task SetSides(Guid project, CancellationToken ct)
    {
        if (await db.Set<ProgrammeSides>().AnyAsync(s => s.ProjectId == project, ct)) return;
        var sides = new ProgrammeSides { ProjectId = project };
        SidesPreset.KosovoSerbia.WriteTo(sides);
        db.Add(sides);
    }

    private async Task Add(JsonNode row, Guid practice, Guid? told, CancellationToken ct)
    {
        var real = (bool)row["real"]!;
        var languages = Texts(row, "languages");
        // A company has one name, in its own language: the first it speaks, or that of its side where none is known.
        var language = (languages.FirstOrDefault() ?? (Text(row, "side") == "first" ? "sq" : "sr")) is "sq" ? "sq" : "sr";
        var company = new Company
        {
            Id = DemoId.Of(Text(row, "id")!), LegalName = Text(row["name"], language)!, PlaceId = Text(row, "place"), ShownPlace = real ? ShownPlace.Side : ShownPlace.Municipality, Size = Text(row, "size") is { } size ? Enum.Parse<CompanySize>(size, ignoreCase: true) : CompanySize.Unknown,
            Form = real ? CompanyForm.Unknown : CompanyForm.Limited, Languages = languages, Naces = Texts(row, "nace"), IsInvented = !real, Source = real ? Article : null,
        };
        db.Add(company);
        db.Add(new CompanyProject { CompanyId = company.Id, ProjectId = practice });
        if (real && told is { } project) db.Add(new CompanyProject { CompanyId = company.Id, ProjectId = project });
        if (!real)
        {
            // Invented companies agree, so that what partners see can be tried out; the public never sees them.
            foreach (var part in new[] { CompanyPart.Name, CompanyPart.Place, CompanyPart.Profile, CompanyPart.Entries, CompanyPart.Compliance }) company.Show(part, Audience.Partners);
            db.Add(new CompanyConsent { CompanyId = company.Id, Means = ConsentMeans.Spoken, GivenOn = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) });
        }

        db.AddRange(row["entries"]!.AsArray().Select(e => new CompanyEntry
        {
            Id = DemoId.Of($"practice-entry-{Text(e, "id")}"), CompanyId = company.Id, Kind = Enum.Parse<EntryKind>(Text(e, "kind")!), Hs = Text(e, "goods"), Capability = Text(e, "capability"), Volume = (decimal?)e!["volume"],
            Unit = Text(e, "unit") is { } unit ? Enum.Parse<VolumeUnit>(unit) : null, FromMonth = (int?)e["fromMonth"], UntilMonth = (int?)e["untilMonth"], Text = new LocalText(Text(e["text"], "en"), Text(e["text"], "sq"), Text(e["text"], "sr")),
        }));
        await save.Settle(company, ct);
    }

    private static string? Text(JsonNode? row, string key) => row?[key]?.GetValue<string>();

    private static List<string> Texts(JsonNode row, string key) => [.. row[key]!.AsArray().Select(t => t!.GetValue<string>())];
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Site.Tests.Pages;

/// <summary>What the public takes away as a file: the names in it follow the policy as on a page.</summary>
public sealed class PublicFilesTests
{
    private static readonly NamingPolicies Policies = NamingPolicies.Load();
    private static readonly PlaceCatalogue Places = PlaceCatalogue.Load();
    private static readonly NeutralityCheck Neutrality = new(Places);
    private static readonly string[] Lists = ["/activities", "/organisations", "/projects", "/works", "/counts", "/series", "/fields"];

    [Fact]
    public async Task Lists_carry_the_mark_wherever_a_cell_names_Kosovo_and_the_footnote_once()
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        using var client = new HttpClient { BaseAddress = new Uri(site.Url) };
        var published = await Published(site);
        var (policy, problems, marked, footnotes) = (Policies[NamingPolicies.Asterisk], new List<string>(), 0, 0);
        foreach (var (variant, list, format) in UiVariant.All.SelectMany(v => Lists.SelectMany(l => new[] { "csv", "xlsx" }.Select(f => (v, l, f)))))
        {
            var address = $"{Link.In(variant, list)}.{format}";
            var bytes = await client.GetByteArrayAsync(address);
            using var table = SheetReader.Open(new MemoryStream(bytes), $"list.{format}");
            var rows = table.Rows().ToList();
            var headings = rows[0].Cells.Select(c => c.Text).ToList();
            var notes = 0;
            foreach (var cell in rows.Skip(1).SelectMany(r => r.Cells.Select((c, i) => (c.Text, Column: i))).Where(c => c.Text.Length > 0))
            {
                Assert.DoesNotMatch(@"[\uE000-\uF8FF]|\{\{", cell.Text);
                if (FileNaming.IsFootnote(cell.Text))
                {
                    notes++;
                    Assert.Contains(policy.Footnote!.In(variant)!, cell.Text);
                    continue;
                }

                // A cell of several names is read name by name; what was published stays as it is.
                foreach (var part in cell.Text.Split("; ").Select(p => Regex.Replace(p, @" \([^()]*\)$", "")).Where(p => !published.Contains(p) && !published.Contains(cell.Text)))
                {
                    var written = list switch { "/activities" => LanguageOf(cell.Column - 3, variant), "/organisations" => LanguageOf(cell.Column - 2, variant), _ => variant };
                    if (LocalText.IsCyrillic(part) && written == UiVariant.SerbianLatin) written = UiVariant.SerbianCyrillic;
                    var report = Neutrality.Check(policy, [new PageText(part, written, [], PageTextKind.Alone)]);
                    problems.AddRange(report.Violations.Select(v => $"{address}, {headings[cell.Column]}: '{v.Found}' breaks {v.Rule}: {part}"));
                    if (part.Contains('*', StringComparison.Ordinal)) marked++;
                }
            }

            Assert.True(notes <= 1, $"{address} has {notes} footnotes.");
            footnotes += notes;
            var names = rows.Skip(1).SelectMany(r => r.Cells).Any(c => Regex.IsMatch(c.Text, @"\w\*(\W|$)") && !published.Contains(c.Text));
            Assert.Equal(names, notes == 1);
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(40)));
        Assert.NotEqual(0, marked);
        Assert.NotEqual(0, footnotes);
    }

    [Fact]
    public async Task A_list_of_one_project_and_its_calendar_files_follow_the_policy_of_its_donor()
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        Guid project, activity;
        await using (var scope = site.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            project = (await db.Set<Project>().SingleAsync(p => p.Slug == "kspag-benefits")).Id;
            var held = await db.Set<Activity>().Include(a => a.Places).Where(a => a.ProjectId == project && a.Confidentiality == Confidentiality.Public && a.DatePrecision == DatePrecision.Day).OrderBy(a => a.Id).FirstAsync();
            held.Title = PublishedText.Own(new LocalText("Consultation in {{kosovo}}", "Konsultim në {{kosovo:loc}}", "Savetovanje na {{kosovo:loc}}"));
            held.Places.Clear();
            held.Places.Add(new ActivityPlace { ActivityId = held.Id, Role = PlaceRole.Venue, PlaceId = "xk-vushtrri" });
            db.Add(held.Places[0]);
            activity = held.Id;
            await db.SaveChangesAsync();
        }

        using var client = new HttpClient { BaseAddress = new Uri(site.Url) };
        async Task<string> Get(UiVariant variant, string path) => (await client.GetStringAsync(Link.In(variant, path))).Replace("\r\n ", "", StringComparison.Ordinal);
        foreach (var (variant, title, place) in new[]
        {
            (UiVariant.English, "Consultation in Kosovo*", "Vushtrri/Vučitrn"), (UiVariant.Albanian, "Konsultim në Kosovë*", "Vushtrri"),
            (UiVariant.SerbianLatin, "Savetovanje na Kosovu*", "Vučitrn"), (UiVariant.SerbianCyrillic, "Саветовање на Косову*", "Вучитрн"),
        })
        {
            var calendar = await Get(variant, $"/activities/{activity}/calendar.ics");
            Assert.Contains($"SUMMARY;LANGUAGE={variant.Tag}:{title}", calendar);
            Assert.Contains($"LOCATION;LANGUAGE={variant.Tag}:{place}\r\n", calendar);
            Assert.Single(Regex.Matches(calendar, Regex.Escape(Policies[NamingPolicies.Asterisk].Footnote!.In(variant)!.Split(',')[0])));
            Assert.Contains($"{title}", await Get(variant, $"/activities.csv?project={project}"));
        }

        await site.WithDb(async db =>
        {
            foreach (var profile in await db.Set<DonorProfile>().Where(d => d.ProjectId == project).ToListAsync()) db.Remove(profile);
            db.Add(new DonorProfile { ProjectId = project, OrganisationId = (await db.Set<ProjectOrganisation>().FirstAsync(o => o.ProjectId == project && o.Role == ProjectRole.Donor)).OrganisationId, NamingPolicyId = "plain-local" });
            await db.SaveChangesAsync();
        });
        var plain = await Get(UiVariant.SerbianLatin, $"/activities/{activity}/calendar.ics");
        Assert.Contains("Savetovanje na Kosovu\r\n", plain);
        Assert.Contains(":Vushtrri/Vučitrn\r\n", plain);
        Assert.DoesNotContain("DESCRIPTION", plain);
        var list = await Get(UiVariant.SerbianLatin, $"/activities.csv?project={project}");
        Assert.Contains("Savetovanje na Kosovu", list);
        Assert.Contains("Vushtrri/Vučitrn", list);
        Assert.DoesNotContain("Kosovu*", list);
        Assert.DoesNotContain("prejudicira", list);
    }

    [Fact]
    public async Task A_document_has_the_footnote_once_at_the_first_mention_and_none_where_the_policy_has_none()
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        var organisation = await site.WithDb(async db =>
        {
            var project = await db.Set<Project>().SingleAsync(p => p.Slug == "kspag-benefits");
            var part = await db.Set<ProjectOrganisation>().Where(o => o.ProjectId == project.Id && o.Role == ProjectRole.Partner).OrderBy(o => o.Ordinal).FirstAsync();
            // Two mentions in our own words, beside the published title that has the name too.
            part.Did = new LocalText("Research in {{kosovo}} and talks in {{kosovo}}", "Hulumtim në {{kosovo:loc}} dhe bisedime në {{kosovo:loc}}", "Istraživanje na {{kosovo:loc}} i razgovori na {{kosovo:loc}}");
            await db.SaveChangesAsync();
            return part.OrganisationId;
        });
        using var client = new HttpClient { BaseAddress = new Uri(site.Url) };
        foreach (var variant in UiVariant.All)
        {
            foreach (var policy in new[] { "kosovo-asterisk", "plain" })
            {
                var (body, notes) = await Read(variant, policy);
                Assert.Contains("Promoting and Communicating Benefits of the Kosovo-Serbia EU Facilitated Dialogue", body);
                var wording = Policies[NamingPolicies.Asterisk].Footnote!.In(variant)!;
                Assert.Equal(policy == "plain" ? 0 : 1, Regex.Count(body, "<w:footnoteReference "));
                Assert.Equal(policy == "plain" ? 0 : 1, Regex.Count(notes, Regex.Escape(wording)));
                Assert.DoesNotMatch(@"[\uE000-\uF8FF]|\{\{", body);
            }
        }

        async Task<(string Body, string Notes)> Read(UiVariant variant, string policy)
        {
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await client.GetByteArrayAsync(Link.In(variant, $"/organisations/{organisation}/references.docx?policy={policy}"))));
            string Part(string name)
            {
                if (zip.GetEntry(name) is not { } entry) return "";
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            }

            return (Part("word/document.xml"), Part("word/footnotes.xml"));
        }
    }

    [Fact]
    public async Task An_exported_list_brought_in_again_keeps_the_tokens_of_its_names()
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        var words = new LocalText("Consultation in {{kosovo}}", "Konsultim në {{kosovo:loc}}", "Савет у {{place:xk-vushtrri:loc}}");
        var (project, activity) = await site.WithDb(async db =>
        {
            var held = await db.Set<Activity>().FirstAsync(a => a.ProjectId != null && a.Confidentiality == Confidentiality.Public);
            held.Title = PublishedText.Own(words);
            await db.SaveChangesAsync();
            return (held.ProjectId!.Value, held.Id);
        });
        using var client = new HttpClient { BaseAddress = new Uri(site.Url) };
        foreach (var variant in UiVariant.All)
        {
            var list = (await client.GetStringAsync(Link.In(variant, $"/activities.csv?project={project}"))).TrimEnd().Split("\r\n");
            // The heading, the one record and the footnote below the rows.
            var text = string.Join("\r\n", list.Where((l, i) => i == 0 || i == list.Length - 1 || l.Contains(activity.ToString(), StringComparison.Ordinal)));
            Assert.Contains("Kosovo*", text);
            Assert.Contains(Policies[NamingPolicies.Asterisk].Footnote!.In(variant)!, text);
            var report = await site.Preview("activities", project, text);
            Assert.Equal((0, 0), (report.New, report.Changed));
            Assert.True(report.Wrong == 0, string.Join("; ", report.Problems.Select(p => $"{p.At} {p.Message}")));
            await site.Import("activities", project, text.Replace("Konsultim", "Këshillim", StringComparison.Ordinal));
            Assert.Equal(words with { Sq = words.Sq!.Replace("Konsultim në {{kosovo:loc}}", "Këshillim në Kosovë*", StringComparison.Ordinal) }, (await site.WithDb(db => db.Set<Activity>().SingleAsync(a => a.Id == activity))).Title.Words);
            await site.WithDb(async db => { (await db.Set<Activity>().SingleAsync(a => a.Id == activity)).Title = PublishedText.Own(words); await db.SaveChangesAsync(); });
        }
    }

    // title_en, title_sq and title_sr of activities and of organisations stand in one language each, whoever reads.
    private static UiVariant LanguageOf(int column, UiVariant reader) => column switch { 0 => UiVariant.English, 1 => UiVariant.Albanian, 2 => UiVariant.SerbianLatin, _ => reader };

    private static async Task<HashSet<string>> Published(TestSite site) => await site.WithDb(async db =>
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        texts.UnionWith((await db.Set<Project>().Select(p => p.Title).ToListAsync()).Concat(await db.Set<Activity>().Select(a => a.Title).ToListAsync()).Concat(await db.Set<Work>().Select(w => w.Title).ToListAsync())
            .Concat(await db.Set<Series>().Select(s => s.Title).ToListAsync()).Concat(await db.Set<FieldOfWork>().Select(f => f.Title).ToListAsync())
            .Concat(await db.Set<Organisation>().Select(o => o.Name).ToListAsync()).Select(t => t.Original).OfType<string>());
        foreach (var o in await db.Set<Organisation>().ToListAsync()) texts.UnionWith(o.Aliases.Append(o.Acronym ?? "").Append(o.AddressPrinted ?? ""));
        texts.UnionWith(await db.Set<PublicFigure>().Select(f => f.PrintedAs).ToListAsync());
        texts.UnionWith((await db.Set<Uramost.Programmes.Counts.DeclaredCount>().Select(c => c.SourceAt).ToListAsync()).OfType<string>());
        return texts;
    });
}

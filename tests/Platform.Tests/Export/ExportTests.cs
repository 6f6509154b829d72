using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Export;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;

namespace Uramost.Platform.Tests.Export;

/// <summary>Everything leaves in open formats with its meaning, and what may not leave does not.</summary>
public sealed class ExportTests
{
    [Theory, OnBothDatabases]
    public async Task Every_table_is_a_file_that_the_codebook_explains_and_secrets_stay(Provider provider)
    {
        await using var site = await Filled(provider);
        var files = await Export(site, withIdentities: false);
        var codebook = JsonDocument.Parse(files["datapackage.json"]).RootElement;
        var resources = codebook.GetProperty("resources").EnumerateArray().ToDictionary(r => r.GetProperty("path").GetString()!);
        Assert.Equal(files.Keys.Where(f => f.EndsWith(".csv", StringComparison.Ordinal)).Order(), resources.Keys.Order());
        foreach (var (path, resource) in resources)
        {
            var header = files[path].TrimStart('\uFEFF').Split("\r\n")[0].Split(',');
            Assert.Equal(resource.GetProperty("schema").GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()), header);
        }

        var activity = resources["data/programmes_activity.csv"].GetProperty("schema").GetProperty("fields").EnumerateArray().ToList();
        Assert.All(activity, f => Assert.False(string.IsNullOrEmpty(f.GetProperty("description").GetString()), f.GetProperty("name").GetString()));
        Assert.Contains(activity, f => f.GetProperty("name").GetString() == "Confidentiality" && f.GetProperty("constraints").GetProperty("enum").GetArrayLength() == 3);

        var all = string.Join('\n', files.Values);
        Assert.Contains("Open to all", all);
        foreach (var secret in new[] { "Planted", "planted@example.org", "Hidden meeting", "PasswordHash", "SecurityStamp" }) Assert.DoesNotContain(secret, all);
        Assert.DoesNotContain(files.Keys, f => f.Contains("account", StringComparison.Ordinal) || f.Contains("session.csv", StringComparison.Ordinal) && f.Contains("platform", StringComparison.Ordinal) || f.Contains("data_key", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Names_leave_only_when_asked_for_and_without_what_ties_them_to_attendances(Provider provider)
    {
        await using var site = await Filled(provider);
        var files = await Export(site, withIdentities: true);
        Assert.Contains("Planted", files["identities/people.csv"]);
        Assert.Contains("planted@example.org", files["identities/people.csv"]);
        var person = await site.WithDb(db => Task.FromResult(db.Set<PersonIdentity>().Single().Id));
        Assert.DoesNotContain(person.ToString(), files["identities/people.csv"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_administrator_exports_in_the_background_and_downloads_it_and_the_audit_tells()
    {
        await using var site = await Filled(Provider.Sqlite);
        await site.AddAccount("admin@example.org", new Membership { Role = Role.Administrator });
        using var admin = await site.SignIn("admin@example.org");
        var page = await admin.Open("/en/admin/export");
        await admin.Submit(page, "main form");
        var address = admin.Last.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.StartsWith("/en/jobs/", address);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((page = await admin.Open(address)).QuerySelector("[data-job=finished]") is null) await Task.Delay(50, patience.Token);
        page = await admin.Open(page.QuerySelector("[data-job] a.button")!.GetAttribute("href")!);
        var answer = await admin.Client.GetAsync(page.QuerySelector("main table a")!.GetAttribute("href"));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry("datapackage.json"));
        Assert.Contains(await site.WithDb(db => Task.FromResult(db.AuditEntries.Where(e => e.Kind == "Export").Select(e => e.Action).ToList())), a => a == AuditAction.Bulk);
    }

    private static async Task<TestSite> Filled(Provider provider)
    {
        var site = await TestSite.Start(provider);
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var organisation = new Organisation { Acronym = "NGO" };
        db.Add(organisation);
        db.Add(new Activity { Kind = "workshop", Title = PublishedText.Own(new LocalText("Open to all")), Confidentiality = Confidentiality.Public });
        db.Add(new Activity { Kind = "workshop", Title = PublishedText.Own(new LocalText("Hidden meeting")), Confidentiality = Confidentiality.Closed });
        await db.SaveChangesAsync();
        await scope.ServiceProvider.GetRequiredService<RegisterPerson>().Add(organisation.Id, new IdentityFields("Planted", "Planted", "planted@example.org"));
        return site;
    }

    private static async Task<Dictionary<string, string>> Export(TestSite site, bool withIdentities)
    {
        await using var scope = site.Scope();
        var path = Path.Combine(site.Location.Directory, "e.zip");
        await scope.ServiceProvider.GetRequiredService<ExportWorkspace>().Write(path, withIdentities);
        using var zip = ZipFile.OpenRead(path);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return files;
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Programmes.Iati;
using Uramost.Web.Commands;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Uramost.Programmes.Tests.Iati;

/// <summary>A file is judged by everything the standard says of it, and no file can keep the judge busy.</summary>
public sealed class IatiCheckTests
{
    private static readonly Lazy<IatiStandard> Loaded = new(() => IatiStandard.Load(Shared.Path("iati")));

    internal static IatiStandard Standard
    {
        get
        {
            Shared.Path("iati/rulesets");
            return Loaded.Value;
        }
    }

    internal static IatiReport Check(string xml) => Check(Encoding.UTF8.GetBytes(xml));

    internal static IatiReport Check(byte[] file) => new IatiCheck(Standard, new At(Samples.Now)).Run(() => new MemoryStream(file));

    [Fact]
    public void A_file_without_a_flaw_is_passed_over_in_silence()
    {
        foreach (var file in new[] { Samples.Activity, Samples.Organisation })
        {
            var report = Check(file);
            Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings));
            Assert.Equal(1, report.Records);
        }
    }

    [Fact]
    public void Every_one_of_the_107_rules_is_broken_by_a_file_of_its_own_and_named_at_its_line()
    {
        Assert.Equal(107, Standard.RuleIds.Count);
        Assert.Equal(89, Standard.RuleIds.Distinct().Count());
        var broken = new HashSet<int>();
        foreach (var (file, flaws) in new[] { (Samples.Activity, Samples.BadActivities), (Samples.Organisation, Samples.BadOrganisations) })
        {
            foreach (var (rule, from, to) in flaws)
            {
                Assert.True(file.Contains(from, StringComparison.Ordinal), $"{rule}: the sample has no {from}");
                var at = file.IndexOf(from, StringComparison.Ordinal);
                var changed = to == "\v"
                    ? file.Replace(from, "").Replace("<aid-type code=\"C01\"/>", "<sector code=\"15220\"/><aid-type code=\"C01\"/>")
                    : file[..at] + to + file[(at + from.Length)..];
                var report = Check(changed);
                var found = report.Findings.Where(f => f.Rule == rule).ToList();
                Assert.True(found.Count > 0, $"{rule} is not found where {from} becomes {to}; found: {string.Join(", ", report.Findings.Select(f => f.Rule))}");
                broken.UnionWith(found.Select(f => f.Instance));
                Assert.All(found, f => Assert.InRange(f.Line, 3, 40));
                if (rule is "1.3.13" or "11.2.1" or "8.9.2" or "8.10.2" or "11.1.4" or "7.5.3") Assert.Contains(found, f => f.Line == changed[..at].Count(c => c == '\n') + 1);
            }
        }

        Assert.Equal([], Enumerable.Range(0, 107).Except(broken).Select(i => $"{i}: {Standard.RuleIds[i]}"));
    }

    [Fact]
    public void Equal_days_are_in_order_and_a_year_is_a_year()
    {
        Assert.Empty(Check(Samples.Activity.Replace("type=\"3\" iso-date=\"2026-12-31\"", "type=\"3\" iso-date=\"2025-01-01\"")).Findings);
        Assert.Empty(Check(Samples.Activity.Replace("type=\"4\" iso-date=\"2026-05-01\"", "type=\"4\" iso-date=\"2026-06-01\"")).Findings);
        Assert.Empty(Check(Samples.Activity.Replace("<period-end iso-date=\"2025-12-31\"/><value", "<period-end iso-date=\"2026-01-01\"/><value")).Findings);
    }

    [Fact]
    public void Codes_of_the_version_are_errors_and_codes_kept_elsewhere_are_warnings()
    {
        var report = Check(Samples.Activity.Replace("<activity-status code=\"2\"/>", "<activity-status code=\"77\"/>").Replace("code=\"XK\"", "code=\"QQ\""));
        Assert.Equal(["codelist.ActivityStatus"], report.Errors.Select(f => f.Rule));
        Assert.Equal(["codelist.Country"], report.Warnings.Select(f => f.Rule));
        Assert.Equal((11, "activity-status/@code", "XI-IATI-9999-P1"), (report.Errors.Single().Line, report.Errors.Single().Element, report.Errors.Single().Activity));
        // A code is asked of its list only where the vocabulary says so.
        Assert.Empty(Check(Samples.Activity.Replace("code=\"own-1\"", "code=\"15220\"")).Findings);
    }

    [Theory]
    [InlineData("<activity-status code=\"2\"/>\n", "", "schema.child")]
    [InlineData("<activity-status code=\"2\"/>", "<activity-status/>", "schema.attribute-missing")]
    [InlineData("<activity-status code=\"2\"/>", "<activity-status code=\"2\" colour=\"red\"/>", "schema.attribute-unknown")]
    [InlineData("iso-date=\"2025-01-15\"", "iso-date=\"15.1.2025\"", "schema.value")]
    [InlineData(">1000<", ">a thousand<", "schema.value")]
    [InlineData("<related-activity ref=\"XI-IATI-9998-A\" type=\"1\"/>", "<related-activity ref=\"XI-IATI-9998-A\" type=\"1\">text</related-activity>", "schema.no-text")]
    [InlineData("<title><narrative>Meetings of two towns</narrative></title>", "<title/>", "schema.missing")]
    [InlineData("</iati-activity>", "<strange/></iati-activity>", "schema.unexpected")]
    public void What_the_schema_forbids_is_said_in_words_of_four_variants(string from, string to, string rule)
    {
        var at = Samples.Activity.IndexOf(from, StringComparison.Ordinal);
        var changed = Samples.Activity[..at] + to + Samples.Activity[(at + from.Length)..];
        var found = Check(changed).Errors.First(f => f.Rule.StartsWith("schema.", StringComparison.Ordinal));
        Assert.True(found.Rule == rule || rule == "schema.unexpected" && found.Rule == "schema.child", found.ToString());
        var factory = new WordsLocalizerFactory();
        var said = UiVariant.All.Select(v => { System.Globalization.CultureInfo.CurrentUICulture = v.Culture; return found.Message.In(factory); }).ToList();
        Assert.Equal(4, said.Distinct().Count());
        Assert.All(said, s => Assert.DoesNotContain("datatype", s));
    }

    [Fact]
    public void Elements_of_other_namespaces_are_allowed_and_those_of_a_wrong_one_are_not()
    {
        Assert.Empty(Check(Samples.Activity.Replace("</iati-activity>", "<x:more xmlns:x=\"urn:x\">1</x:more></iati-activity>")).Findings);
        var report = Check(Samples.Activity.Replace("<iati-activities ", "<iati-activities xmlns=\"urn:iati\" "));
        Assert.Equal(("xml.namespace", 2), (Assert.Single(report.Findings).Rule, report.Findings[0].Line));
        Assert.Equal("xml.root", Assert.Single(Check("<html/>").Findings).Rule);
        Assert.Equal("xml.version", Assert.Single(Check(Samples.Activity.Replace("version=\"2.03\"", "version=\"1.05\"")).Findings).Rule);
        Assert.Equal(IatiSeverity.Warning, Assert.Single(Check(Samples.Activity.Replace("version=\"2.03\"", "version=\"2.02\"")).Findings).Severity);
    }

    [Fact]
    public void Bombs_and_doors_to_other_files_are_not_opened()
    {
        var bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\">" + string.Concat(Enumerable.Range(0, 20).Select(i => $"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat(i == 0 ? "&a;" : $"&a{i - 1};", 10))}\">")) + "]>\n<iati-activities version=\"2.03\">&a19;</iati-activities>";
        Assert.Equal(("xml.doctype", 2), (Assert.Single(Check(bomb).Findings).Rule, Check(bomb).Findings[0].Line));
        Assert.Equal("xml.doctype", Assert.Single(Check("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><iati-activities version=\"2.03\"/>").Findings).Rule);
        Assert.Equal("xml.doctype", Assert.Single(Check("<!DOCTYPE x [<!ENTITY f SYSTEM \"http://127.0.0.1:9/\">]><iati-activities version=\"2.03\">&f;</iati-activities>").Findings).Rule);
        Assert.Equal("xml.broken", Assert.Single(Check("<iati-activities version=\"2.03\">&f;</iati-activities>").Findings).Rule);
    }

    [Fact]
    public void Whatever_is_cut_misspelt_or_in_another_encoding_ends_at_its_line()
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Activity);
        for (var length = 0; length < bytes.Length - 20; length += 37)
        {
            var error = Check(bytes[..length]).Errors.First();
            Assert.StartsWith("xml.", error.Rule);
            Assert.InRange(error.Line, 1, 40);
        }

        Assert.Equal("xml.empty", Check("").Errors.Single().Rule);
        Assert.Equal("xml.none", Check("Dear donor, here is our report.").Errors.Single().Rule);
        var cut = Check(Samples.Activity[..Samples.Activity.IndexOf("Own too", StringComparison.Ordinal)]).Errors.Single();
        Assert.Equal(("xml.truncated", 21), (cut.Rule, cut.Line));
        Assert.Equal("xml.encoding", Check(Encoding.Latin1.GetBytes(Samples.Activity.Replace("Two towns", "Dy qytete më"))).Errors.Single().Rule);
        Assert.Equal("xml.encoding", Check(Samples.Activity.Replace("UTF-8", "klingon")).Errors.Single().Rule);
        Assert.Empty(Check([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Samples.Activity.Replace("UTF-8", "UTF-16"))]).Findings);
        Assert.Equal("xml.broken", Check(Samples.Activity.Replace("Two towns", "Two & three towns")).Errors.Single().Rule);
    }

    [Fact]
    public void Depth_length_and_number_are_bounded()
    {
        const string head = "<iati-activities version=\"2.03\"><iati-activity>", tail = "</iati-activity></iati-activities>";
        Assert.Equal("xml.depth", Check(head + string.Concat(Enumerable.Repeat("<a>", 100_000))).Errors.Single().Rule);
        Assert.Equal("xml.text", Check(head + "<iati-identifier>" + new string('x', IatiCheck.LongestText + 1)).Errors.Single().Rule);
        Assert.Equal("xml.text", Check(head + "<title lang=\"" + new string('x', IatiCheck.LongestText + 1) + "\"/>" + tail).Errors.Single().Rule);
        Assert.Contains(Check(Samples.Activity.Replace("</iati-activity>", string.Concat(Enumerable.Repeat("<x:a xmlns:x=\"u\"/>", IatiCheck.LargestRecord)) + "</iati-activity>")).Errors, f => f.Rule == "xml.record");
        var many = Check(Samples.Activity.Replace("</iati-activity>", string.Concat(Enumerable.Repeat("<strange/>\n", 20)) + "</iati-activity>").Replace("<sector code=\"15150\" percentage=\"30\"/>", string.Concat(Enumerable.Repeat("<sector code=\"1\" percentage=\"300\"/>", 10_000))));
        Assert.Equal(IatiCheck.MostFindings + 1, many.Findings.Count);
        Assert.Contains(many.Errors, f => f.Rule == "xml.many");
        // Values of a file never become a piece of an expression, whatever quotation marks they hold.
        var quoted = Check(Samples.Activity.Replace("vocabulary=\"99\" code=\"own-2\"", "vocabulary=\"'] | //* | '&quot;'\" code=\"own-2\""));
        Assert.Contains(quoted.Errors, f => f.Rule == "2.1.4");
        var vocabularies = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<sector vocabulary=\"v{i}\" code=\"1\"/>"));
        Assert.True(Check(Samples.Activity.Replace("<sector code=\"15150\" percentage=\"30\"/>", vocabularies)).Errors.Any());
    }

    [Fact]
    public void A_file_of_any_length_is_read_record_by_record()
    {
        // Eight megabytes by default, two hundred where everything is tested.
        var megabytes = Environment.GetEnvironmentVariable("URAMOST_TEST_ALL") == "1" ? 200 : 8;
        var start = Samples.Activity.IndexOf("<iati-activity ", StringComparison.Ordinal);
        var end = Samples.Activity.IndexOf("</iati-activities>", StringComparison.Ordinal);
        var times = megabytes * 1_000_000 / (end - start);
        var path = Path.GetTempFileName();
        try
        {
            using (var writer = new StreamWriter(path))
            {
                writer.Write(Samples.Activity[..start]);
                for (var i = 0; i < times; i++) writer.Write(Samples.Activity[start..end]);
                writer.Write("<iati-activity/></iati-activities>");
            }

            var report = new IatiCheck(Standard, new At(Samples.Now)).Run(() => File.OpenRead(path));
            Assert.Equal(times + 1, report.Records);
            var line = Samples.Activity[..start].Count(c => c == '\n') + times * Samples.Activity[start..end].Count(c => c == '\n') + 1;
            Assert.NotEmpty(report.Errors);
            Assert.All(report.Errors, e => Assert.Equal(line, e.Line));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Files_of_noise_are_refused_and_nothing_breaks()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Samples.Activity);
            for (var i = random.Next(1, 6); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var report = Check(bytes);
            Assert.True(report.Findings.All(f => f.Line >= 1), $"seed {seed}");
        }
    }

    [Fact]
    public async Task The_verb_says_it_in_lines_or_in_json_and_ends_with_one()
    {
        Environment.SetEnvironmentVariable("Iati__Standard", Shared.Path("iati"));
        var (good, bad) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(good, Samples.Activity);
        await File.WriteAllTextAsync(bad, Samples.Activity.Replace("<recipient-country code=\"RS\" percentage=\"40\"/>", "<recipient-country code=\"RS\"/>").Replace("code=\"XK\"", "code=\"QQ\""));
        async Task<(int Code, string Said, string Failed)> Call(params string[] words)
        {
            using var said = new StringWriter();
            using var failed = new StringWriter();
            return (await Verbs.Run(words, TextReader.Null, said, failed), said.ToString(), failed.ToString());
        }

        try
        {
            Assert.Equal(0, (await Call("iati", "check", good)).Code);
            var (code, json, _) = await Call("iati", "check", bad, "--json", "--lang", "sq");
            Assert.Equal(1, code);
            using var document = JsonDocument.Parse(json);
            var errors = document.RootElement.GetProperty("errors").EnumerateArray().ToList();
            Assert.Equal(["3.1.1", "3.1.2"], errors.Select(e => e.GetProperty("rule").GetString()!).Order());
            Assert.All(errors, e => Assert.Equal(("error", 16), (e.GetProperty("severity").GetString(), e.GetProperty("line").GetInt32())));
            Assert.Contains("përqindje", json);
            Assert.Equal("warning", document.RootElement.GetProperty("warnings").EnumerateArray().Single().GetProperty("severity").GetString());
            var (_, said, _) = await Call("iati", "check", bad, "--lang", "sr-cyrl");
            Assert.Contains("ред 16: грешка 3.1.1: Од више земаља свакој је потребан проценат.", said);
            foreach (var wrong in new[] { new[] { "iati" }, ["iati", "dance", good], ["iati", "check"], ["iati", "check", "/nothing/here.xml"], ["iati", "check", good, "--lang", "fr"], ["iati", "check", good, bad] })
            {
                var (refused, _, why) = await Call(wrong);
                Assert.Equal(2, refused);
                Assert.Single(why.TrimEnd().Split('\n'));
            }
        }
        finally
        {
            File.Delete(good);
            File.Delete(bad);
        }
    }

    [Fact]
    public async Task The_standard_is_fetched_once_and_kept_beside_the_data()
    {
        var shared = Directory.EnumerateFiles(Shared.Path("iati"), "*", SearchOption.AllDirectories).ToLookup(f => Path.GetFileName(f));
        var builder = WebApplication.CreateSlimBuilder();
        await using var official = builder.Build();
        official.Urls.Add("http://127.0.0.1:0");
        var asked = 0;
        official.MapGet("/{**path}", (string path) =>
        {
            Interlocked.Increment(ref asked);
            return shared[path[(path.LastIndexOf('/') + 1)..]].FirstOrDefault() is { } file ? HttpResults.File(file) : HttpResults.NotFound();
        });
        await official.StartAsync();
        var data = Directory.CreateTempSubdirectory().FullName;
        try
        {
            StandardFolder Folder(string source) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Iati:Source"] = source }).Build(), new DatabaseLocation(data, null));
            using (var unreachable = Folder("http://127.0.0.1:9/")) await Assert.ThrowsAsync<WordedException>(() => unreachable.Standard());
            using (var first = Folder(official.Urls.First() + "/")) Assert.Equal(107, (await first.Standard()).RuleIds.Count);
            var before = asked;
            using (var second = Folder("http://127.0.0.1:9/")) Assert.Equal(Standard.Codelists["Country"].Codes.Count, (await second.Standard()).Codelists["Country"].Codes.Count);
            Assert.Equal(before, asked);
            Assert.Single(Directory.GetDirectories(data));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

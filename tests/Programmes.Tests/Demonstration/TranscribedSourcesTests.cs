using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Uramost.Programmes.Tests.Demonstration;

/// <summary>The readable files of the demonstration, held against the figures that were counted by hand in the sources.</summary>
public partial class TranscribedSourcesTests
{
    static readonly string Root = FindRoot();
    static readonly string Folder = Path.Combine(Root, "data", "demo");
    static readonly string[] SourceNames = ["kspag", "nsi", "iri", "balkans-group", "aktiv"];
    static readonly Dictionary<string, JsonNode> Files = Directory.GetFiles(Folder, "*.json")
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => JsonNode.Parse(File.ReadAllText(f))!);

    static IEnumerable<JsonNode> Sources => SourceNames.Select(n => Files[n]);
    static JsonNode Kspag => Files["kspag"];

    [Fact]
    public void Declared_numbers_of_the_consortium_add_up_to_82_activities_and_1146_participants()
    {
        var byKind = Rows(Kspag, "declared").Where(d => d["activityKind"] is not null)
            .ToDictionary(d => Text(d, "activityKind"), d => (int)d["value"]!);
        var expected = new Dictionary<string, int>
        {
            ["workshop"] = 4, ["seminar"] = 1, ["tv-debate"] = 3, ["conference"] = 2, ["roundtable"] = 6, ["focus-group"] = 36,
            ["peer-visit"] = 6, ["op-ed"] = 17, ["consortium-meeting"] = 5, ["booklet-presentation"] = 2,
        };
        Assert.Equal(expected.OrderBy(p => p.Key), byKind.OrderBy(p => p.Key));

        var total = Rows(Kspag, "declared").Single(d => Text(d, "id") == "kspag-declared-activities");
        var parts = total["totalOf"]!.AsArray().Select(p => (string)p!).ToHashSet();
        Assert.Equal(82, (int)total["value"]!);
        Assert.Equal(82, Rows(Kspag, "declared").Where(d => parts.Contains(Text(d, "id"))).Sum(d => (int)d["value"]!));
        Assert.Equal(1146, (int)Rows(Kspag, "declared").Single(d => Text(d, "id") == "kspag-declared-participants")["value"]!);

        var reach = Rows(Kspag, "declared").Single(d => Text(d, "measure") == "reach");
        Assert.Null(reach["value"]);
        Assert.Equal("unknown", Text(reach, "precision"));
    }

    [Fact]
    public void Of_the_82_only_41_can_be_traced_and_52_participants_are_recorded()
    {
        var activities = Rows(Kspag, "activities").ToList();
        Assert.Equal(36, activities.Count(a => Text(a, "trace") == "itemised"));
        Assert.Equal(5, activities.Count(a => Text(a, "trace") == "prose"));
        Assert.Equal(41, activities.Count);

        var recordedByKind = activities.CountBy(a => Text(a, "kind")).ToDictionary();
        Assert.Equal(17, recordedByKind["op-ed"]);
        Assert.Equal(1, recordedByKind["peer-visit"]);
        Assert.Equal(5, recordedByKind["consortium-meeting"]);
        Assert.False(recordedByKind.ContainsKey("focus-group"));
        Assert.All(Rows(Kspag, "declared").Where(d => d["activityKind"] is not null),
            d => Assert.True(recordedByKind.GetValueOrDefault(Text(d, "activityKind")) <= (int)d["value"]!, Text(d, "id")));

        var numbers = activities.SelectMany(a => Rows(a, "counts")).Where(c => Text(c, "measure") == "participants").Select(c => (int)c["value"]!);
        Assert.Equal([22, 30], numbers.Order());
        Assert.Equal(52, numbers.Sum());
    }

    [Fact]
    public void Audiences_are_reach_and_never_participants()
    {
        foreach (var activity in Sources.SelectMany(s => Rows(s, "activities")).Where(a => Text(a, "kind") is "op-ed" or "tv-debate"))
        {
            var count = Assert.Single(Rows(activity, "counts"));
            Assert.Equal("reach", Text(count, "measure"));
            Assert.Null(count["value"]);
        }
    }

    [Fact]
    public void Every_op_ed_names_its_author_outlet_and_date_and_tells_what_it_says()
    {
        var opEds = Rows(Kspag, "activities").Where(a => Text(a, "kind") == "op-ed").ToList();
        Assert.Equal(17, opEds.Count);
        for (var n = 0; n < opEds.Count; n++)
        {
            var opEd = opEds[n];
            Assert.Equal($"kspag-oped-{n + 1:00}", Text(opEd, "id"));
            Assert.Equal("author", Text(Assert.Single(Rows(opEd, "people")), "role"));
            Assert.NotEmpty(Text(opEd["publication"]!, "outlet"));
            Assert.Equal("day", Text(opEd["date"]!, "precision"));
            Assert.True(DateOnly.TryParseExact(Text(opEd["date"]!, "start"), "yyyy-MM-dd", out var date));
            Assert.True(DateOnly.TryParseExact(Text(opEd["date"]!, "printed"), ["d MMMM yyyy", "dd MMMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var printed));
            Assert.Equal(printed, date);
            Assert.True(opEd["publication"]!.AsObject().ContainsKey("language"), "the language is there to be filled in");
            Assert.NotNull(opEd["summary"]);
            Assert.Equal(Text(opEd, "agreementScope") == "process" || Text(opEd, "id") is "kspag-oped-02" or "kspag-oped-10" or "kspag-oped-12",
                opEd["agreements"]!.AsArray().Count == 0);
        }
    }

    [Fact]
    public void The_other_four_sources_hold_what_they_say()
    {
        var summit = Find("nsi-kpds-2024");
        Assert.Equal((3, 160, "atLeast"), ((int)summit["edition"]!, (int)summit["counts"]![0]!["value"]!, Text(summit["counts"]![0]!, "precision")));
        Assert.Equal("nsi-kpds-2024", Text(Find("nsi-kpds-2024-diplomats"), "parent"));
        Assert.Equal(["en"], Find("nsi-conclusions-kpds-2024")["languages"]!.AsArray().Select(l => (string)l!));
        Assert.Equal(["en", "sq", "sr"], Find("nsi-conclusions-2024-10-31")["languages"]!.AsArray().Select(l => (string)l!));
        Assert.Equal(3, Rows(Files["nsi"], "fieldsOfWork").Count());
        Assert.All(Rows(Files["nsi"], "fieldsOfWork"), f => Assert.Equal(3, Rows(f, "keyAssumptions").Count()));
        Assert.Equal(2, Rows(Files["nsi"], "activities").Count(a => Text(a, "kind") == "focus-group"));

        var roundtable = Find("bg-roundtable-2022");
        Assert.Equal((50, "about"), ((int)roundtable["counts"]![0]!["value"]!, Text(roundtable["counts"]![0]!, "precision")));
        Assert.Equal(3, Rows(roundtable, "sessions").Count(s => Text(s, "kind") == "panel"));
        var counterparts = Rows(Files["balkans-group"], "activities").Where(a => (string?)a["parent"] == "bg-bilaterals-2022").SelectMany(a => Rows(a, "people"));
        Assert.Equal(5, counterparts.Count());

        Assert.Equal("rs-nis", Text(Find("iri-mou-2023-09-21")["places"]![0]!, "id"));
        Assert.Equal(["eneca", "pepeko"], Find("iri-mou-pepeko-eneca")["parties"]!.AsArray().Select(p => (string)p!).Order());
        Assert.Equal(2, Rows(Files["iri"], "deals").Count());

        var pilot = Find("aktiv-declared-b2b");
        Assert.Equal((5, 2, "planned"), ((int)pilot["value"]!, (int)pilot["partiesEach"]!, Text(pilot, "state")));
    }

    [Fact]
    public void Ids_are_unique_over_all_files_of_a_kind()
    {
        var recordIds = Sources.SelectMany(s => Lists.SelectMany(l => Rows(s, l))).Select(r => Text(r, "id")).ToList();
        Assert.True(recordIds.Count > 100);
        Assert.Equal(recordIds.Count, recordIds.Distinct().Count());
        foreach (var list in new[] { Rows(Files["organisations"], "organisations"), Rows(Files["agreements"], "agreements") })
            Assert.Equal(list.Count(), list.Select(o => Text(o, "id")).Distinct().Count());
        foreach (var codes in Files["codes"].AsObject().Where(p => p.Value is JsonArray))
            Assert.Equal(codes.Value!.AsArray().Count, codes.Value.AsArray().Select(c => Text(c!, "code")).Distinct().Count());
        Assert.All(recordIds, id => Assert.Matches("^[a-z0-9-]+$", id));
    }

    [Fact]
    public void Every_reference_resolves()
    {
        var organisations = Ids(Files["organisations"], "organisations");
        var agreements = Ids(Files["agreements"], "agreements");
        HashSet<string> Codes(string list) => [.. Rows(Files["codes"], list).Select(c => Text(c, "code"))];
        HashSet<string> All(string list) => [.. Sources.SelectMany(s => Ids(s, list))];
        var known = new Dictionary<string, HashSet<string>>
        {
            ["organisation"] = organisations, ["outlet"] = organisations, ["donor"] = organisations, ["publisher"] = organisations,
            ["members"] = organisations, ["participatingOrganisations"] = organisations, ["partner"] = organisations, ["parties"] = organisations,
            ["person"] = All("people"), ["authors"] = All("people"), ["project"] = All("projects"), ["fieldOfWork"] = All("fieldsOfWork"),
            ["programme"] = [.. Sources.Select(s => Text(s["programme"]!, "id"))],
            ["source"] = [.. Sources.Select(s => Text(s["source"]!, "id"))],
            ["leadsTo"] = [.. Rows(Files["results"], "frameworks").SelectMany(f => Ids(f, "results"))],
            ["series"] = All("series"), ["parent"] = All("activities"), ["activity"] = All("activities"), ["from"] = All("activities"),
            ["contains"] = All("activities"), ["cameFrom"] = All("activities"), ["includes"] = All("activities"), ["derivedFrom"] = All("activities"),
            ["appliesTo"] = All("activities"), ["basedOn"] = All("activities"), ["methods"] = All("methods"),
            ["outputs"] = [.. All("works"), .. All("memoranda")], ["output"] = All("works"), ["establishes"] = All("ventures"), ["totalOf"] = All("declared"),
            ["agreements"] = agreements, ["topics"] = Codes("topics"), ["topicsInTitle"] = Codes("topics"), ["sectors"] = Codes("topics"),
            ["groups"] = Codes("participantGroups"), ["activityKind"] = Codes("activityKinds"), ["activityKinds"] = Codes("activityKinds"), ["medium"] = Codes("media"),
        };
        var seen = 0;
        foreach (var (file, root) in Files.Where(f => f.Key != "codes"))
            foreach (var (key, value, path) in Strings(root))
                if (known.TryGetValue(key, out var ids))
                {
                    Assert.True(ids.Contains(value), $"{file}: {path} → {value}");
                    seen++;
                }
        Assert.True(seen > 400);
        Assert.All(Sources.SelectMany(s => Rows(s, "activities")), a => Assert.Contains(Text(a, "kind"), Codes("activityKinds")));
    }

    [Fact]
    public void Every_place_is_one_of_ours()
    {
        var ids = Sources.SelectMany(s => Rows(s, "activities").Concat(Rows(s, "projects").SelectMany(p => Rows(p, "area").Select(a => new JsonObject { ["places"] = new JsonArray(a.DeepClone()) }))))
            .SelectMany(a => Rows(a, "places"))
            .SelectMany(p => p["oneOf"] is JsonArray oneOf ? oneOf.Select(o => (string)o!) : [Text(p, "id")])
            .Concat(Rows(Files["organisations"], "organisations").SelectMany(o => Rows(o, "seats")).Select(s => (string?)s["placeId"]).OfType<string>())
            .Distinct().ToList();
        Assert.Contains("xk-vushtrri", ids);
        Assert.All(ids, id => Assert.Matches("^(xk|rs)(-[a-z-]+)?$", id));

        var lists = Path.Combine(Root, "data", "places");
        if (!Directory.Exists(lists)) return;
        var ours = new[] { "kosovo.csv", "serbia.csv" }.SelectMany(f => File.ReadLines(Path.Combine(lists, f)).Skip(1)).Select(l => l[..l.IndexOf(',')]).ToHashSet();
        Assert.All(ids, id => Assert.Contains(id, ours));
    }

    [Fact]
    public void Our_own_words_stand_in_three_languages_and_name_no_disputed_name()
    {
        var texts = 0;
        foreach (var (file, root) in Files)
            foreach (var (node, path) in Objects(root))
            {
                var isTranslation = path.EndsWith(".translation", StringComparison.Ordinal);
                if (!isTranslation && !node.ContainsKey("en") && !node.ContainsKey("sq") && !node.ContainsKey("sr")) continue;
                foreach (var language in isTranslation ? ["sq", "sr"] : new[] { "en", "sq", "sr" })
                    Assert.False(string.IsNullOrWhiteSpace((string?)node[language]), $"{file}: {path}.{language}");
                foreach (var (language, text) in node)
                {
                    Assert.False(TypedName().IsMatch((string)text!), $"{file}: {path}.{language} types a name: {text}");
                    Assert.False(Cyrillic().IsMatch((string)text!), $"{file}: {path}.{language} is in Latin");
                    Assert.Equal(0, Token().Replace((string)text!, "").Count(c => c is '{' or '}'));
                }
                Assert.True(isTranslation || (string)node["sq"]! != (string)node["en"]! || ((string)node["en"]!).Split(' ').Length == 1, $"{file}: {path} is not translated");
                texts++;
            }
        Assert.True(texts > 250);
    }

    [Fact]
    public void Named_people_hold_a_public_role_and_nothing_more_is_said_of_them()
    {
        var people = Sources.SelectMany(s => Rows(s, "people")).ToList();
        Assert.All(people, p => Assert.True((bool)p["publicRole"]!));
        Assert.All(people, p => Assert.Equal(["id", "printedAs", "publicRole"], p.AsObject().Select(k => k.Key)));
    }

    [Fact]
    public void Each_expected_check_points_at_what_is_really_printed_there()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        var all = Sources.SelectMany(s => Rows(s, "expectedChecks")).ToList();
        Assert.True(all.Count > 60);
        foreach (var check in all.Concat(Sources.SelectMany(s => Rows(s, "expectedSilence"))))
        {
            var code = Text(check, "code");
            Assert.Contains($"`{code}`", readme, StringComparison.Ordinal);
            var records = (check["records"]?.AsArray().Select(r => (string)r!) ?? [Text(check, "record")]).Select(Find).ToList();
            Assert.NotEmpty(records);
            if ((string?)check["printed"] is { } printed)
                Assert.Contains(records, r => Prints(r, printed));
            if (check["comparedWith"] is { } other)
                Assert.True(Prints(Find(Text(other, "record")), Text(other, "printed")), $"{code}: {other.ToJsonString()}");
            if (check["recorded"] is { } recorded)
                Assert.Equal(Recorded(Find(Text(check, "record"))), (int)recorded);
        }
        var codes = all.Select(c => Text(c, "code")).ToHashSet();
        string[] theDefects = ["activity-before-project-start", "place-spelling-unknown", "name-ends-in-hard-c", "partners-announced-differ-from-named", "declared-not-traced", "date-form-differs"];
        Assert.All(theDefects, d => Assert.Contains(d, codes));
    }

    [Fact]
    public void Eight_organisations_are_announced_and_five_named()
    {
        var project = Find("kspag-benefits");
        Assert.Equal(8, (int)project["partnersAnnounced"]!);
        Assert.Equal(5, Rows(project, "organisations").Count(o => Text(o, "role") == "partner"));
        Assert.Equal(Find("kspag")["members"]!.AsArray().Select(m => (string)m!), Rows(project, "organisations").Where(o => Text(o, "role") == "partner").Select(o => Text(o, "organisation")));
        Assert.True(string.CompareOrdinal(Text(Find("kspag-oped-02")["date"]!, "start"), Text(project["period"]!["start"]!, "start")) < 0);
        Assert.DoesNotContain(Rows(Kspag, "activities"), a => Text(a, "id") != "kspag-oped-02" && a["date"] is { } d && string.CompareOrdinal(Text(d, "start"), "2018-10") < 0);
    }

    static readonly string[] Lists =
        ["fieldsOfWork", "projects", "series", "people", "declared", "activities", "works", "methods", "memoranda", "ventures", "deals"];

    /// <summary>What the records of a source add up to for a declared row.</summary>
    static int Recorded(JsonNode declared)
    {
        var source = Sources.Single(s => Rows(s, "declared").Any(d => Text(d, "id") == Text(declared, "id")));
        return Text(declared, "measure") == "participants"
            ? Rows(source, "activities").SelectMany(a => Rows(a, "counts")).Where(c => Text(c, "measure") == "participants").Sum(c => (int)c["value"]!)
            : Rows(source, "activities").Count(a => Text(a, "kind") == Text(declared, "activityKind"));
    }

    static bool Prints(JsonNode record, string printed) => Strings(record).Any(s => s.Value.Contains(printed, StringComparison.Ordinal));

    static JsonNode Find(string id) =>
        Sources.SelectMany(s => Lists.SelectMany(l => Rows(s, l))).Concat(Rows(Files["organisations"], "organisations"))
            .FirstOrDefault(r => Text(r, "id") == id) ?? throw new InvalidOperationException($"No record {id}");

    static IEnumerable<JsonNode> Rows(JsonNode node, string list) => node[list] is JsonArray rows ? rows.Select(r => r!) : [];

    static HashSet<string> Ids(JsonNode node, string list) => [.. Rows(node, list).Select(r => Text(r, "id"))];

    static string Text(JsonNode node, string key) => (string?)node[key] ?? throw new InvalidOperationException($"{node.GetPath()} has no {key}");

    static IEnumerable<(string Key, string Value, string Path)> Strings(JsonNode? node, string key = "") => node switch
    {
        JsonObject o => o.SelectMany(p => Strings(p.Value, p.Key)),
        JsonArray a => a.SelectMany(i => Strings(i, key)),
        JsonValue v when v.TryGetValue<string>(out var s) => [(key, s, v.GetPath())],
        _ => [],
    };

    static IEnumerable<(JsonObject Node, string Path)> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value)).Prepend((o, o.GetPath())),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Uramost.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The repository's root is above the tests.");
    }

    [GeneratedRegex(@"(?<!\{\{)\bKosov\p{L}+", RegexOptions.IgnoreCase)]
    private static partial Regex TypedName();

    [GeneratedRegex(@"\{\{(kosovo|place:[a-z]{2}-[a-z-]+)(:(gen|dat|acc|ins|loc|def))?\}\}")]
    private static partial Regex Token();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();
}

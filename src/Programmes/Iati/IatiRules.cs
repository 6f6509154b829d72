using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.XPath;

namespace Uramost.Programmes.Iati;

/// <summary>A rule that a record breaks.</summary>
/// <param name="Instance">Place among the instances of the ruleset.</param>
/// <param name="Id">The rule's number.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Kind">What sort of rule it is.</param>
/// <param name="At">The node to point to.</param>
/// <param name="Missing">Path of what is missing below <paramref name="At"/>, or null.</param>
internal sealed record BrokenRule(int Instance, string Id, IatiSeverity Severity, string Kind, XPathNavigator At, string? Missing);

/// <summary>
/// The standard ruleset: a JSON document that binds rules of fifteen kinds, with XPath 1.0, to the elements of a file.
/// It is judged record by record, so that a file of any length needs the memory of its longest record.
/// </summary>
/// <remarks>
/// Read as the ruleset's own description has it: a condition that is false sets the rule aside, equal dates are in
/// order, a sum over nothing is no hundred. Where it leaves a choice: a rule is judged for every node its paths meet,
/// not the first only; inside a loop the value stands in for <c>$1</c> wherever <c>$1</c> is written, also in the
/// conditions that the ruleset forgets to list, since as written those could never hold.
/// </remarks>
internal sealed class IatiRules
{
    // A vocabulary is a list of a handful of codes. More different ones in one record are an attack on the patience of whoever checks.
    private const int MostLoops = 64;
    private readonly List<(XPathExpression Context, List<Rule> Rules)> contexts = [];
    private readonly IReadOnlySet<string> agencies;
    private readonly List<string> known;
    private readonly Dictionary<string, XPathExpression> kept = [];

    private IatiRules(IReadOnlySet<string> agencies, List<string> known) => (this.agencies, this.known) = (agencies, known);

    /// <summary>Numbers of the rules, instance by instance.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Reads a ruleset.</summary>
    public static IatiRules Read(Stream json, IReadOnlyDictionary<string, IatiCodelist> codelists)
    {
        IReadOnlySet<string> Codes(string list) => codelists.TryGetValue(list, out var found) ? found.Codes : new HashSet<string>();
        var rules = new IatiRules(Codes("OrganisationRegistrationAgency"), [.. Codes("IATIOrganisationIdentifier"), .. Codes("OrganisationIdentifier")]);
        using var document = JsonDocument.Parse(json);
        foreach (var context in document.RootElement.EnumerateObject())
        {
            rules.contexts.Add((IatiStandard.Compile(IatiStandard.InRecord(context.Name)), [.. rules.ReadRules(context.Value)]));
        }

        return rules;
    }

    /// <summary>The rules that a record breaks.</summary>
    /// <param name="record">The document of one record.</param>
    /// <param name="now">The present moment in UTC.</param>
    public IEnumerable<BrokenRule> Broken(XPathNavigator record, DateTime now)
    {
        foreach (var (context, rules) in contexts)
        {
            foreach (XPathNavigator at in record.Select(context))
            {
                foreach (var broken in rules.SelectMany(r => Judge(r, at, now))) yield return broken;
            }
        }
    }

    private IEnumerable<Rule> ReadRules(JsonElement kinds)
    {
        foreach (var kind in kinds.EnumerateObject())
        {
            foreach (var one in kind.Value.GetProperty("cases").EnumerateArray())
            {
                string? Text(string key) => one.TryGetProperty(key, out var value) ? value.GetString() : null;
                string[] Texts(string key) => one.TryGetProperty(key, out var value) ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [];
                decimal? Number(string key) => one.TryGetProperty(key, out var value) ? value.GetDecimal() : null;
                var (id, severity, instance) = ("", IatiSeverity.Error, -1);
                if (kind.Name != "loop")
                {
                    var info = one.GetProperty("ruleInfo");
                    (id, severity, instance) = (info.GetProperty("id").GetString()!, info.GetProperty("severity").GetString() == "warning" ? IatiSeverity.Warning : IatiSeverity.Error, Ids.Count);
                    Ids.Add(id);
                }

                var written = new Dictionary<string, string?>();
                foreach (var key in (string[])["condition", "idCondition", "less", "more", "date", "start", "end", "one", "all", "if", "then", "separator", "foreach"]) written[key] = Text(key);
                if (one.TryGetProperty("all", out var all)) Keep(Without(all.GetString()!));
                foreach (var path in (string?[])[.. Texts("paths"), .. Texts("prefix").Where(p => p != "ORG-ID-PREFIX"), .. written.Where(w => w.Key is not ("idCondition" or "all" or "separator") && w.Value != "NOW").Select(w => w.Value)])
                {
                    if (path is not null && !path.Contains("$1", StringComparison.Ordinal)) Keep(path);
                }

                yield return new Rule(kind.Name, instance, id, severity, written, Texts("paths"), Texts("prefix"),
                    Text("regex") is { } regex ? new Regex(regex, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) : null,
                    Number("sum"), Number("min"), Number("max"), one.TryGetProperty("do", out var inner) ? [.. ReadRules(inner)] : []);
            }
        }
    }

    private void Keep(string path) => kept.TryAdd(path, IatiStandard.Compile(path));

    private IEnumerable<BrokenRule> Judge(Rule rule, XPathNavigator at, DateTime now)
    {
        if (rule.Kind == "loop") return Loop(rule, at, now);
        if (rule["condition"] is { } condition && !Holds(at, condition)) return [];
        return Failing(rule, at, now).Select(f => new BrokenRule(rule.Instance, rule.Id, rule.Severity, rule.Kind, f.At, f.Missing));
    }

    private IEnumerable<BrokenRule> Loop(Rule rule, XPathNavigator at, DateTime now)
    {
        foreach (var value in Nodes(at, rule["foreach"]!).Select(n => n.Value).Distinct().Take(MostLoops))
        {
            foreach (var broken in rule.Inner.SelectMany(r => Judge(r.With(value), at, now))) yield return broken;
        }
    }

    private IEnumerable<(XPathNavigator At, string? Missing)> Failing(Rule rule, XPathNavigator at, DateTime now)
    {
        IEnumerable<XPathNavigator> Paths() => rule.Paths.SelectMany(p => Nodes(at, p));
        (XPathNavigator, string?)[] First() => [(Paths().FirstOrDefault() ?? at, Paths().Any() || rule.Paths.Count == 0 ? null : rule.Paths[0])];
        switch (rule.Kind)
        {
            case "atleast_one": return Paths().Any() ? [] : [(at, rule.Paths[0])];
            case "no_more_than_one": return Paths().Skip(1).Take(1).Select(n => (n, (string?)null));
            case "one_or_all": return Nodes(at, rule["one"]!).Any() ? [] : Nodes(at, Without(rule["all"]!)).Take(1).Select(n => (n, (string?)null));
            case "unique":
                var seen = new HashSet<string>();
                return [.. Paths().Where(n => !seen.Add(n.Value)).Select(n => (n, (string?)null))];
            case "if_then": return !Holds(at, rule["if"]!) || Holds(at, rule["then"]!) ? [] : First();
            case "strict_sum" or "sum":
                var sum = 0m;
                return Paths().ToList() is var parts && parts.All(p => Decimal(p.Value) is { } part && Add(ref sum, part)) && sum == rule.Sum ? [] : First();
            case "range": return Wrong(Paths(), n => Decimal(n.Value) is { } number && !(number < rule.Min) && !(number > rule.Max));
            case "no_spaces": return Wrong(Paths(), n => n.Value.Length == n.Value.Trim().Length);
            case "regex_matches": return Wrong(Unknown(rule, Paths()), n => rule.Regex!.IsMatch(n.Value));
            case "regex_no_matches": return Wrong(Unknown(rule, Paths()), n => !rule.Regex!.IsMatch(n.Value));
            case "startswith":
                var prefixes = rule.Prefixes.SelectMany(p => p == "ORG-ID-PREFIX" ? agencies : Nodes(at, p).Select(n => n.Value)).Select(p => p + rule["separator"]).ToList();
                return Wrong(Unknown(rule, Paths()), n => prefixes.Exists(p => n.Value.StartsWith(p, StringComparison.Ordinal) && n.Value.Length > p.Length));
            case "date_now": return Wrong(Nodes(at, rule["date"]!), n => Moment(n.Value) is not { } moment || moment <= now);
            case "date_order":
                var latest = rule["more"] == "NOW" ? DateOnly.FromDateTime(now) : Nodes(at, rule["more"]!).Select(n => Day(n.Value)).OfType<DateOnly>().Cast<DateOnly?>().Min();
                return latest is null ? [] : Wrong(Nodes(at, rule["less"]!), n => Day(n.Value) is not { } day || day <= latest);
            case "time_limit":
                var (start, end) = (FirstDay(at, rule["start"]!), FirstDay(at, rule["end"]!));
                return start is null || end is null || start.Value.Year >= 9998 || end <= start.Value.AddYears(1) ? [] : [(at, null)];
            case "between_dates":
                var (from, to) = (FirstDay(at, rule["start"]!), FirstDay(at, rule["end"]!));
                return from is null || to is null ? [] : Wrong(Nodes(at, rule["date"]!), n => Day(n.Value) is not { } day || day >= from && day <= to);
            default: return [];
        }
    }

    private static IEnumerable<(XPathNavigator, string?)> Wrong(IEnumerable<XPathNavigator> nodes, Func<XPathNavigator, bool> right) => nodes.Where(n => !right(n)).Select(n => (n, (string?)null));

    // What lacks the thing that all must have where the record does not say it for all.
    private static string Without(string all) => all switch
    {
        "lang" => ".//narrative[not(@xml:lang)]",
        "currency" => ".//*[self::value or self::forecast or self::loan-status][not(@currency)]",
        "sector" => "transaction[not(sector)]",
        _ => $".//*[not({all})][false()]",
    };

    // Identifiers that the standard's own lists hold are exempt from how new ones must look.
    private IEnumerable<XPathNavigator> Unknown(Rule rule, IEnumerable<XPathNavigator> nodes) => rule["idCondition"] switch
    {
        "NOT_EXISTING_ORG_ID" => nodes.Where(n => !known.Contains(n.Value)),
        "NOT_EXISTING_ORG_ID_PREFIX" => nodes.Where(n => !known.Exists(k => n.Value.StartsWith(k + "-", StringComparison.Ordinal))),
        _ => nodes,
    };

    private bool Holds(XPathNavigator at, string condition) => at.Evaluate(Compiled(condition)) switch
    {
        bool truth => truth,
        double number => number != 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        XPathNodeIterator nodes => nodes.MoveNext(),
        _ => false,
    };

    private IEnumerable<XPathNavigator> Nodes(XPathNavigator at, string path)
    {
        foreach (XPathNavigator node in at.Select(Compiled(path))) yield return node;
    }

    private static bool Add(ref decimal sum, decimal part)
    {
        // Percentages are small; what is not would overflow rather than be one.
        if (Math.Abs(part) > 1_000_000m) return false;
        sum += part;
        return true;
    }

    private static decimal? Decimal(string text) => decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private DateOnly? FirstDay(XPathNavigator at, string path) => Nodes(at, path).Select(n => Day(n.Value)).FirstOrDefault();

    private static DateOnly? Day(string text) => text.Trim() is { Length: >= 10 } day && DateOnly.TryParseExact(day[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) ? found : null;

    private static DateTime? Moment(string text) =>
        DateTime.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    // What the ruleset writes is compiled once; what a loop made of it is not kept, since its values come from the file.
    private XPathExpression Compiled(string path) => kept.TryGetValue(path, out var found) ? found : IatiStandard.Compile(path);

    private sealed record Rule(string Kind, int Instance, string Id, IatiSeverity Severity, IReadOnlyDictionary<string, string?> Written, IReadOnlyList<string> Paths, IReadOnlyList<string> Prefixes, Regex? Regex, decimal? Sum, decimal? Min, decimal? Max, IReadOnlyList<Rule> Inner)
    {
        public string? this[string key] => Written.GetValueOrDefault(key);

        public Rule With(string value)
        {
            string Fill(string text) => text.Replace("'$1'", Literal(value), StringComparison.Ordinal);
            return this with { Written = Written.ToDictionary(w => w.Key, w => w.Value is null ? null : Fill(w.Value)), Paths = [.. Paths.Select(Fill)] };
        }

        // A value from the file never becomes a piece of the expression: XPath 1.0 has no escape inside a literal.
        private static string Literal(string value) => !value.Contains('\'') ? $"'{value}'" : !value.Contains('"') ? $"\"{value}\""
            : $"concat({string.Join(", \"'\", ", value.Split('\'').Select(p => $"'{p}'"))})";
    }
}

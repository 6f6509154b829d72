using System.Globalization;
using System.Xml;

namespace Uramost.Programmes.Iati;

/// <summary>Writes activities as a file of version 2.03, one after the other, so that a file of any length needs no memory.</summary>
/// <remarks>The order of elements is that of the schema. What the standard cannot say it leaves out; nothing here decides what may be told.</remarks>
public static class ActivityFile
{
    private const string Coordinates = "http://www.opengis.net/def/crs/EPSG/0/4326";

    /// <summary>How the file is written: UTF-8, one element a line.</summary>
    public static XmlWriterSettings Settings => new() { Indent = true, IndentChars = " ", NewLineChars = "\n", Async = false, CloseOutput = false };

    /// <summary>Writes a whole file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="activities">The activities.</param>
    /// <param name="generated">Moment that the file names as its own, UTC.</param>
    public static void Write(Stream output, IEnumerable<IatiActivity> activities, DateTime generated)
    {
        using var xml = XmlWriter.Create(output, Settings);
        Begin(xml, generated);
        foreach (var activity in activities) Write(xml, activity);
        End(xml);
    }

    /// <summary>Writes what stands before the first activity.</summary>
    public static void Begin(XmlWriter xml, DateTime generated)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("iati-activities");
        xml.WriteAttributeString("version", IatiStandard.Version);
        xml.WriteAttributeString("generated-datetime", Moment(generated));
    }

    /// <summary>Writes what stands behind the last activity.</summary>
    public static void End(XmlWriter xml)
    {
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    /// <summary>Writes one activity.</summary>
    public static void Write(XmlWriter xml, IatiActivity a)
    {
        xml.WriteStartElement("iati-activity");
        xml.WriteAttributeString("xml", "lang", null, "en");
        xml.WriteAttributeString("default-currency", "EUR");
        xml.WriteAttributeString("last-updated-datetime", Moment(a.Changed));
        xml.WriteElementString("iati-identifier", a.Identifier);
        xml.WriteStartElement("reporting-org");
        xml.WriteAttributeString("ref", a.Reporter.Identifier);
        xml.WriteAttributeString("type", a.Reporter.Type);
        Narratives(xml, a.Reporter.Name);
        xml.WriteEndElement();
        Text(xml, "title", a.Title);
        Text(xml, "description", a.Description, ("type", "1"));
        foreach (var objective in a.Objectives) Text(xml, "description", objective, ("type", "2"));
        Text(xml, "description", a.Footnote, ("type", "4"));
        foreach (var (party, role) in a.Parties) Party(xml, "participating-org", party, ("role", role));
        Code(xml, "activity-status", a.Status);
        Date(xml, "1", a.PlannedStart);
        Date(xml, "2", a.ActualStart);
        Date(xml, "3", a.PlannedEnd);
        Date(xml, "4", a.ActualEnd);
        if (a.Website is not null)
        {
            xml.WriteStartElement("contact-info");
            xml.WriteAttributeString("type", "1");
            Text(xml, "organisation", a.Reporter.Name);
            xml.WriteElementString("website", a.Website);
            xml.WriteEndElement();
        }

        Code(xml, "activity-scope", a.Scope);
        foreach (var (share, name) in a.Countries) Share(xml, "recipient-country", share, name);
        foreach (var place in a.Places) Location(xml, place);
        foreach (var sector in a.Sectors) Share(xml, "sector", sector, null, ("vocabulary", "1"));
        foreach (var goal in a.Goals)
        {
            xml.WriteStartElement("tag");
            xml.WriteAttributeString("vocabulary", "2");
            xml.WriteAttributeString("code", goal.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        foreach (var (code, significance) in a.Markers)
        {
            xml.WriteStartElement("policy-marker");
            xml.WriteAttributeString("vocabulary", "1");
            xml.WriteAttributeString("code", code);
            xml.WriteAttributeString("significance", significance);
            xml.WriteEndElement();
        }

        Code(xml, "collaboration-type", a.Collaboration);
        Code(xml, "default-flow-type", a.Flow);
        Code(xml, "default-finance-type", a.Finance);
        Code(xml, "default-aid-type", a.Aid);
        Code(xml, "default-tied-status", a.Tied);
        foreach (var budget in a.Budgets)
        {
            xml.WriteStartElement("budget");
            xml.WriteAttributeString("type", "1");
            xml.WriteAttributeString("status", budget.Committed ? "2" : "1");
            Day(xml, "period-start", budget.Start);
            Day(xml, "period-end", budget.End);
            Money(xml, budget.Amount, budget.Currency, budget.Start);
            xml.WriteEndElement();
        }

        foreach (var transaction in a.Transactions)
        {
            xml.WriteStartElement("transaction");
            Code(xml, "transaction-type", transaction.Type);
            Day(xml, "transaction-date", transaction.Date);
            Money(xml, transaction.Amount, transaction.Currency, transaction.Date);
            if (transaction.Provider is { } provider) Party(xml, "provider-org", provider, ("provider-activity-id", transaction.ProviderActivity));
            if (transaction.Receiver is { } receiver) Party(xml, "receiver-org", receiver);
            xml.WriteEndElement();
        }

        foreach (var document in a.Documents)
        {
            xml.WriteStartElement("document-link");
            xml.WriteAttributeString("url", document.Address);
            xml.WriteAttributeString("format", document.Format);
            Text(xml, "title", document.Title);
            Code(xml, "category", document.Category);
            xml.WriteEndElement();
        }

        foreach (var (type, identifier) in a.Related)
        {
            xml.WriteStartElement("related-activity");
            xml.WriteAttributeString("ref", identifier);
            xml.WriteAttributeString("type", type);
            xml.WriteEndElement();
        }

        foreach (var result in a.Results) Result(xml, result);
        xml.WriteEndElement();
    }

    private static void Result(XmlWriter xml, IatiResult result)
    {
        xml.WriteStartElement("result");
        xml.WriteAttributeString("type", result.Type);
        Text(xml, "title", result.Title);
        foreach (var indicator in result.Indicators)
        {
            xml.WriteStartElement("indicator");
            xml.WriteAttributeString("measure", indicator.Measure);
            Text(xml, "title", indicator.Title);
            if (indicator is { Baseline: { } baseline, BaselineYear: { } year }) Value(xml, "baseline", baseline, ("year", year.ToString("0000", CultureInfo.InvariantCulture)));
            foreach (var period in indicator.Periods)
            {
                xml.WriteStartElement("period");
                Day(xml, "period-start", period.Start);
                Day(xml, "period-end", period.End);
                foreach (var target in period.Targets) Value(xml, "target", target);
                foreach (var actual in period.Actuals) Value(xml, "actual", actual);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, string name, IatiValue value, params ReadOnlySpan<(string, string?)> attributes)
    {
        xml.WriteStartElement(name);
        Attributes(xml, attributes);
        if (value.Value is { } number) xml.WriteAttributeString("value", Number(number));
        foreach (var dimension in value.Dimensions)
        {
            xml.WriteStartElement("dimension");
            xml.WriteAttributeString("name", Clean(dimension.Name));
            xml.WriteAttributeString("value", Clean(dimension.Value));
            xml.WriteEndElement();
        }

        Text(xml, "comment", value.Comment);
        xml.WriteEndElement();
    }

    private static void Location(XmlWriter xml, IatiPlace place)
    {
        xml.WriteStartElement("location");
        Code(xml, "location-reach", "1");
        Text(xml, "name", place.Name);
        if (place is { Latitude: { } north, Longitude: { } east })
        {
            xml.WriteStartElement("point");
            xml.WriteAttributeString("srsName", Coordinates);
            xml.WriteElementString("pos", string.Create(CultureInfo.InvariantCulture, $"{north:0.00} {east:0.00}"));
            xml.WriteEndElement();
        }

        Code(xml, "exactness", "2");
        Code(xml, "location-class", "1");
        xml.WriteEndElement();
    }

    private static void Party(XmlWriter xml, string name, IatiParty party, params ReadOnlySpan<(string, string?)> attributes)
    {
        xml.WriteStartElement(name);
        if (party.Identifier is not null) xml.WriteAttributeString("ref", party.Identifier);
        if (party.Type is not null) xml.WriteAttributeString("type", party.Type);
        Attributes(xml, attributes);
        Narratives(xml, party.Name);
        xml.WriteEndElement();
    }

    private static void Share(XmlWriter xml, string name, IatiShare share, IatiText? text, params ReadOnlySpan<(string, string?)> attributes)
    {
        xml.WriteStartElement(name);
        Attributes(xml, attributes);
        xml.WriteAttributeString("code", share.Code);
        if (share.Percentage is { } percentage) xml.WriteAttributeString("percentage", Number(percentage));
        if (text is not null) Narratives(xml, text);
        xml.WriteEndElement();
    }

    private static void Money(XmlWriter xml, decimal amount, string currency, DateOnly day)
    {
        xml.WriteStartElement("value");
        xml.WriteAttributeString("currency", currency);
        xml.WriteAttributeString("value-date", Iso(day));
        xml.WriteString(Number(amount));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, IatiText text, params ReadOnlySpan<(string, string?)> attributes)
    {
        if (text.IsEmpty) return;
        xml.WriteStartElement(name);
        Attributes(xml, attributes);
        Narratives(xml, text);
        xml.WriteEndElement();
    }

    private static void Narratives(XmlWriter xml, IatiText text)
    {
        Narrative(xml, text.En, "en");
        Narrative(xml, text.Sq, "sq");
        Narrative(xml, text.Sr, "sr");
    }

    private static void Narrative(XmlWriter xml, string? text, string language)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        xml.WriteStartElement("narrative");
        xml.WriteAttributeString("xml", "lang", null, language);
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        foreach (var (name, value) in attributes) if (value is not null) xml.WriteAttributeString(name, value);
    }

    private static void Code(XmlWriter xml, string name, string? code)
    {
        if (code is null) return;
        xml.WriteStartElement(name);
        xml.WriteAttributeString("code", code);
        xml.WriteEndElement();
    }

    private static void Date(XmlWriter xml, string type, DateOnly? day)
    {
        if (day is null) return;
        xml.WriteStartElement("activity-date");
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("iso-date", Iso(day.Value));
        xml.WriteEndElement();
    }

    private static void Day(XmlWriter xml, string name, DateOnly day)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("iso-date", Iso(day));
        xml.WriteEndElement();
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Without the zeros that a decimal remembers.
    private static string Number(decimal number) => number.Scale == 0 ? number.ToString(CultureInfo.InvariantCulture) : number.ToString("0.############", CultureInfo.InvariantCulture);

    // A text may hold what XML cannot: signs of control, halves of letters.
    private static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]) || i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]) && ++i > 0) continue;
            var kept = new System.Text.StringBuilder(text.Length);
            for (i = 0; i < text.Length; i++)
            {
                if (XmlConvert.IsXmlChar(text[i])) kept.Append(text[i]);
                else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) kept.Append(text[i]).Append(text[++i]);
            }

            return kept.ToString().Trim();
        }

        return text.Trim();
    }
}

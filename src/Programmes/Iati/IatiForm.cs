using System.Globalization;
using Uramost.Platform.Ui;

namespace Uramost.Programmes.Iati;

/// <summary>A code with its share, as typed.</summary>
public sealed class ShareRow
{
    /// <summary>Code.</summary>
    public string? Code { get; set; }
    /// <summary>Percent.</summary>
    public string? Share { get; set; }
}

/// <summary>A budget, as typed.</summary>
public sealed class BudgetRow
{
    /// <summary>First day.</summary>
    public string? Start { get; set; }
    /// <summary>Last day.</summary>
    public string? End { get; set; }
    /// <summary>Amount.</summary>
    public string? Amount { get; set; }
    /// <summary>Currency.</summary>
    public string? Currency { get; set; }
    /// <summary><c>true</c> where it is promised.</summary>
    public string? Committed { get; set; }
}

/// <summary>A transaction, as typed.</summary>
public sealed class TransactionRow
{
    /// <summary>Type.</summary>
    public string? Type { get; set; }
    /// <summary>Day.</summary>
    public string? Date { get; set; }
    /// <summary>Amount.</summary>
    public string? Amount { get; set; }
    /// <summary>Currency.</summary>
    public string? Currency { get; set; }
    /// <summary>The other organisation.</summary>
    public string? Organisation { get; set; }
    /// <summary>Its own activity.</summary>
    public string? Activity { get; set; }
}

/// <summary>A related activity, as typed.</summary>
public sealed class RelationRow
{
    /// <summary>Relation.</summary>
    public string? Type { get; set; }
    /// <summary>Identifier.</summary>
    public string? Identifier { get; set; }
}

/// <summary>The form, as typed.</summary>
public sealed class IatiForm
{
    /// <summary>Version that was opened.</summary>
    public int Version { get; set; }
    /// <summary>Own part of the identifier.</summary>
    public string? Code { get; set; }
    /// <summary>Status.</summary>
    public string? Status { get; set; }
    /// <summary>Planned begin.</summary>
    public string? Start { get; set; }
    /// <summary>Planned end.</summary>
    public string? End { get; set; }
    /// <summary>What it is.</summary>
    public LocalTextForm Summary { get; set; } = new();
    /// <summary>Scope.</summary>
    public string? Scope { get; set; }
    /// <summary>Collaboration type.</summary>
    public string? Collaboration { get; set; }
    /// <summary>Flow type.</summary>
    public string? Flow { get; set; }
    /// <summary>Finance type.</summary>
    public string? Finance { get; set; }
    /// <summary>Aid type.</summary>
    public string? Aid { get; set; }
    /// <summary>Tied status.</summary>
    public string? Tied { get; set; }
    /// <summary>Countries.</summary>
    public List<ShareRow>? Countries { get; set; }
    /// <summary>Sectors.</summary>
    public List<ShareRow>? Sectors { get; set; }
    /// <summary>Significance by marker.</summary>
    public Dictionary<string, string?>? Markers { get; set; }
    /// <summary>Goals.</summary>
    public List<int>? Goals { get; set; }
    /// <summary>Budgets.</summary>
    public List<BudgetRow>? Budgets { get; set; }
    /// <summary>Transactions.</summary>
    public List<TransactionRow>? Transactions { get; set; }
    /// <summary>Related activities.</summary>
    public List<RelationRow>? Related { get; set; }
    /// <summary>Parts whose saved version is taken after a conflict.</summary>
    public List<string>? Take { get; set; }
    /// <summary>Set by the button that asks for more empty rows.</summary>
    public string? More { get; set; }

    /// <summary>A record as its form shows it.</summary>
    internal static IatiForm Of(IatiProject p, Func<Guid?, string?> nameOf) => new()
    {
        Version = p.Version, Code = p.Code, Status = p.Status, Start = Iso(p.StartsOn), End = Iso(p.EndsOn), Summary = LocalTextForm.Of(p.Summary), Scope = p.Scope, Collaboration = p.Collaboration, Flow = p.Flow, Finance = p.Finance, Aid = p.Aid, Tied = p.Tied,
        Countries = [.. p.Countries.Select(c => new ShareRow { Code = c.Code, Share = FormProblems.Typed(c.Percentage) })], Sectors = [.. p.Sectors.Select(c => new ShareRow { Code = c.Code, Share = FormProblems.Typed(c.Percentage) })],
        Markers = p.Markers.ToDictionary(m => m.Code, m => (string?)m.Significance), Goals = [.. p.Goals],
        Budgets = [.. p.Budgets.Select(b => new BudgetRow { Start = Iso(b.Start), End = Iso(b.End), Amount = FormProblems.Typed(b.Amount), Currency = b.Currency, Committed = b.Committed ? "true" : null })],
        Transactions = [.. p.Transactions.Select(t => new TransactionRow { Type = t.Type, Date = Iso(t.Date), Amount = FormProblems.Typed(t.Amount), Currency = t.Currency, Organisation = nameOf(t.OrganisationId), Activity = t.Activity })],
        Related = [.. p.Related.Select(r => new RelationRow { Type = r.Type, Identifier = r.Identifier })],
    };

    /// <summary>Adds empty rows below what was typed: one of each, or three where more were asked for.</summary>
    internal void Pad()
    {
        var more = More is null ? 1 : 3;
        Countries = [.. (Countries ?? []).Where(r => Typed(r.Code, r.Share)), .. Empty(more, () => new ShareRow())];
        Sectors = [.. (Sectors ?? []).Where(r => Typed(r.Code, r.Share)), .. Empty(more, () => new ShareRow())];
        Markers ??= [];
        Goals ??= [];
        Budgets = [.. (Budgets ?? []).Where(r => Typed(r.Start, r.End, r.Amount)), .. Empty(more, () => new BudgetRow { Currency = "EUR" })];
        Transactions = [.. (Transactions ?? []).Where(r => Typed(r.Type, r.Date, r.Amount)), .. Empty(more, () => new TransactionRow { Currency = "EUR" })];
        Related = [.. (Related ?? []).Where(r => Typed(r.Type, r.Identifier)), .. Empty(more, () => new RelationRow())];
    }

    /// <summary>Takes the parts of which the saved version was chosen after a conflict.</summary>
    internal void TakeFrom(IatiForm theirs)
    {
        foreach (var part in Take!)
        {
            switch (part)
            {
                case "Code": Code = theirs.Code; break;
                case "Summary": Summary = theirs.Summary; break;
                case "Countries": Countries = theirs.Countries; break;
                case "Sectors": Sectors = theirs.Sectors; break;
                case "Budgets": Budgets = theirs.Budgets; break;
                case "Transactions": Transactions = theirs.Transactions; break;
            }
        }
    }

    /// <summary>Whether any of the texts says something.</summary>
    internal static bool Typed(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts) if (!string.IsNullOrWhiteSpace(text)) return true;
        return false;
    }

    private static IEnumerable<T> Empty<T>(int count, Func<T> make) => Enumerable.Range(0, count).Select(_ => make());

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

namespace Uramost.Programmes.Iati;

/// <summary>What stands between a project and its place in the file.</summary>
/// <param name="Where">The form: <c>organisation</c>, <c>project</c>, or a field of the project's IATI form.</param>
/// <param name="Key">Key of the sentence, below <c>Gap.</c></param>
public sealed record IatiGap(string Where, string Key);

/// <summary>
/// What an activity lacks to be told without an error or a warning: the part of the standard's rules that this
/// product's own files can break. An activity without a gap has no finding.
/// </summary>
public static class IatiGaps
{
    /// <summary>The gaps, in the order of the forms.</summary>
    /// <param name="a">The activity.</param>
    /// <param name="today">The present day in UTC.</param>
    public static IReadOnlyList<IatiGap> Of(IatiActivity a, DateOnly today)
    {
        var gaps = new List<IatiGap>();
        var seen = new HashSet<IatiParty>(ReferenceEqualityComparer.Instance);
        void Need(bool holds, string where, string key)
        {
            if (!holds && !gaps.Contains(new IatiGap(where, key))) gaps.Add(new IatiGap(where, key));
        }

        Need(a.Reporter.Identifier is { } own && OrganisationIdentifier.IsPlain(own), "organisation", "Identifier");
        Need(IatiCodes.OrganisationTypes.Contains(a.Reporter.Type ?? ""), "organisation", "Type");
        Need(!a.Reporter.Name.IsEmpty, "organisation", "Name");
        Need(a.Parties.Count > 0, "project", "Parties");
        Need(!a.Title.IsEmpty, "project", "Title");
        Need(!a.Description.IsEmpty, "Form.Summary", "Summary");
        Need(a.PlannedStart is not null, "Form.Start", "Start");
        Need(a.PlannedEnd is null || a.PlannedStart is null || a.PlannedStart <= a.PlannedEnd, "Form.Start", "Order");
        Need(a.ActualStart is null || a.ActualStart <= today, "project", "Order");
        Need(a.ActualEnd is null || a.ActualEnd <= today && (a.ActualStart is null || a.ActualStart <= a.ActualEnd), "project", "Order");
        Need(IatiCodes.Statuses.Contains(a.Status), "Form.Status", "State");
        Need(a.Identifier.Length > (a.Reporter.Identifier?.Length ?? 0) + 1 && a.Identifier.StartsWith($"{a.Reporter.Identifier}-", StringComparison.Ordinal) && OrganisationIdentifier.IsPlain(a.Identifier), "Form.Code", "Code");
        Need(a.Countries.Count > 0, "Form.Countries", "Countries");
        Shares(a.Countries.Select(c => c.Share).ToList(), IatiCodes.Countries, "Form.Countries");
        Need(a.Sectors.Count > 0, "Form.Sectors", "Sectors");
        Shares(a.Sectors, IatiCodes.Sectors, "Form.Sectors");
        Need(a.Markers.All(m => IatiCodes.Markers.Contains(m.Code) && IatiCodes.Significances.Contains(m.Significance)), "Form.Markers", "List");
        Need(a.Goals.All(IatiCodes.Goals.Contains), "Form.Goals", "List");
        Need(Listed(a.Scope, IatiCodes.Scopes) && Listed(a.Collaboration, IatiCodes.Collaborations) && Listed(a.Flow, IatiCodes.Flows) && Listed(a.Finance, IatiCodes.Finances) && Listed(a.Aid, IatiCodes.Aids) && Listed(a.Tied, IatiCodes.Tied), "Form.Scope", "List");
        foreach (var budget in a.Budgets)
        {
            Need(IatiCodes.Currencies.Contains(budget.Currency), "Form.Budgets", "List");
            Need(budget.Start <= budget.End && budget.End <= budget.Start.AddYears(1), "Form.Budgets", "BudgetPeriod");
        }

        foreach (var movement in a.Transactions)
        {
            Need(IatiCodes.Transactions.Contains(movement.Type) && IatiCodes.Currencies.Contains(movement.Currency), "Form.Transactions", "List");
            Need(movement.Date <= today, "Form.Transactions", "TransactionDate");
            Need(movement.ProviderActivity is null || OrganisationIdentifier.IsPlain(movement.ProviderActivity), "Form.Transactions", "Reference");
            Named(movement.Provider);
            Named(movement.Receiver);
        }

        foreach (var (party, _) in a.Parties) Named(party);
        Need(a.Related.All(r => IatiCodes.Relations.Contains(r.Type) && OrganisationIdentifier.IsPlain(r.Identifier)), "Form.Related", "Reference");
        return gaps;

        // The same few organisations stand in many transactions.
        void Named(IatiParty? party)
        {
            if (party is not null && seen.Add(party)) Need(party.Identifier is null ? !party.Name.IsEmpty : OrganisationIdentifier.IsPlain(party.Identifier), "project", "Parties");
        }

        void Shares(IReadOnlyList<IatiShare> shares, IReadOnlyList<string> list, string where)
        {
            Need(shares.All(s => list.Contains(s.Code)), where, "List");
            Need(shares.Select(s => s.Code).Distinct().Count() == shares.Count, where, "Twice");
            if (shares.Count == 1) Need(shares[0].Percentage is null or 100m, where, "Single");
            if (shares.Count > 1) Need(shares.All(s => s.Percentage is >= 0m and <= 100m) && shares.Sum(s => s.Percentage) == 100m, where, "Hundred");
        }
    }

    private static bool Listed(string? code, IReadOnlyList<string> list) => code is null || list.Contains(code);
}

namespace Uramost.Programmes.Iati;

/// <summary>The codes that the forms offer: those that work of this kind needs. Their names are in the words, under <c>Code.LIST.CODE</c>.</summary>
public static class IatiCodes
{
    /// <summary>Purposes, five digits.</summary>
    public static readonly IReadOnlyList<string> Sectors = ["15220", "15150", "15153", "15160", "15170", "15180", "15130", "15113", "11420", "16061", "25010", "32130", "33120", "43082"];
    /// <summary>Countries.</summary>
    public static readonly IReadOnlyList<string> Countries = ["XK", "RS", "AL", "BA", "HR", "ME", "MK"];
    /// <summary>Policy markers.</summary>
    public static readonly IReadOnlyList<string> Markers = ["1", "3", "11"];
    /// <summary>How much a marker counts.</summary>
    public static readonly IReadOnlyList<string> Significances = ["0", "1", "2"];
    /// <summary>Reach of an activity.</summary>
    public static readonly IReadOnlyList<string> Scopes = ["2", "3", "4", "5", "6", "8"];
    /// <summary>How the money comes.</summary>
    public static readonly IReadOnlyList<string> Collaborations = ["1", "2", "3", "4", "7"];
    /// <summary>Flows.</summary>
    public static readonly IReadOnlyList<string> Flows = ["10", "20", "30", "50"];
    /// <summary>Kinds of finance.</summary>
    public static readonly IReadOnlyList<string> Finances = ["110"];
    /// <summary>Kinds of aid.</summary>
    public static readonly IReadOnlyList<string> Aids = ["C01", "B01", "B03", "D02"];
    /// <summary>Whether purchases are bound to a country.</summary>
    public static readonly IReadOnlyList<string> Tied = ["5", "3", "4"];
    /// <summary>Where an activity stands.</summary>
    public static readonly IReadOnlyList<string> Statuses = ["1", "2", "3", "4", "5", "6"];
    /// <summary>Types of organisations.</summary>
    public static readonly IReadOnlyList<string> OrganisationTypes = ["24", "22", "21", "23", "10", "11", "15", "40", "60", "70", "80", "90"];
    /// <summary>Transactions.</summary>
    public static readonly IReadOnlyList<string> Transactions = ["11", "1", "2", "3", "4"];
    /// <summary>Relations between activities.</summary>
    public static readonly IReadOnlyList<string> Relations = ["1", "2", "3", "4", "5"];
    /// <summary>Currencies.</summary>
    public static readonly IReadOnlyList<string> Currencies = ["EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "CAD", "RSD"];
    /// <summary>Goals for sustainable development that such work may serve.</summary>
    public static readonly IReadOnlyList<int> Goals = [16, 5, 8, 10, 17];

    /// <summary>Each list with the official list that it is taken from.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> ByList = new Dictionary<string, IReadOnlyList<string>>
    {
        ["Sector"] = Sectors, ["Country"] = Countries, ["PolicyMarker"] = Markers, ["PolicySignificance"] = Significances, ["ActivityScope"] = Scopes, ["CollaborationType"] = Collaborations, ["FlowType"] = Flows,
        ["FinanceType"] = Finances, ["AidType"] = Aids, ["TiedStatus"] = Tied, ["OrganisationType"] = OrganisationTypes, ["TransactionType"] = Transactions, ["RelatedActivityType"] = Relations, ["Currency"] = Currencies, ["ActivityStatus"] = Statuses,
    };
}

namespace Uramost.Exchange.Companies;

/// <summary>What of a company can be shown or kept by itself.</summary>
public enum CompanyPart
{
    /// <summary>Its names. Whoever may not know them is shown nothing of it at all.</summary>
    Name,
    /// <summary>Where it is, as exactly as it lets others know.</summary>
    Place,
    /// <summary>Form, size, languages, activities, web site.</summary>
    Profile,
    /// <summary>Its numbers in registers.</summary>
    Numbers,
    /// <summary>What it says of its owners.</summary>
    Ownership,
    /// <summary>What it offers, seeks and needs.</summary>
    Entries,
    /// <summary>How far it meets requirements.</summary>
    Compliance,
    /// <summary>The people who speak for it.</summary>
    Contacts,
}

/// <summary>To whom a company shows a part of itself; each includes those before it.</summary>
public enum Audience
{
    /// <summary>Only to those who work with it.</summary>
    Private,
    /// <summary>To the facilitators of its projects as well.</summary>
    Facilitators,
    /// <summary>To companies with which it was matched, when both have agreed.</summary>
    Partners,
    /// <summary>To everybody.</summary>
    Public,
}

/// <summary>What somebody is to a company.</summary>
public enum CompanyReader
{
    /// <summary>Works with it: the coordinators of its projects, the officers of the partner whose it is, whoever registered it.</summary>
    Own,
    /// <summary>Facilitates a project in which it takes part.</summary>
    Facilitator,
    /// <summary>Works with a company with which it was matched, and both have agreed.</summary>
    Partner,
    /// <summary>Anybody else: the other side, other partners of the project, the public.</summary>
    Other,
}

/// <summary>
/// Who sees what of a company. Nothing is shown to anybody but those who work with it before it has agreed, and nothing
/// any more once it has taken its consent back. Whoever may not know its name sees nothing.
/// </summary>
public static class CompanyVisibility
{
    /// <summary>Parts that are never for everybody: people are named to partners at most, and what is true of owners to nobody outside the project.</summary>
    public static Audience Widest(CompanyPart part) => part switch
    {
        CompanyPart.Contacts or CompanyPart.Numbers => Audience.Partners,
        CompanyPart.Ownership => Audience.Facilitators,
        _ => Audience.Public,
    };

    /// <summary>The audiences to which a reader belongs.</summary>
    public static IReadOnlyList<Audience> Audiences(CompanyReader reader) => reader switch
    {
        CompanyReader.Own => [Audience.Private, Audience.Facilitators, Audience.Partners, Audience.Public],
        CompanyReader.Facilitator => [Audience.Facilitators, Audience.Partners, Audience.Public],
        CompanyReader.Partner => [Audience.Partners, Audience.Public],
        _ => [Audience.Public],
    };

    /// <summary>Whether a reader sees a part.</summary>
    /// <param name="reader">What the reader is to the company.</param>
    /// <param name="part">The part.</param>
    /// <param name="company">What the company chose, and whether it agrees.</param>
    public static bool Sees(CompanyReader reader, CompanyPart part, Company company)
    {
        if (reader == CompanyReader.Own) return true;
        if (!company.Consented) return false;
        var mine = Audiences(reader);
        return mine.Contains(company.NameFor) && mine.Contains(Narrower(company.For(part), Widest(part)));
    }

    private static Audience Narrower(Audience one, Audience other) => one < other ? one : other;
}

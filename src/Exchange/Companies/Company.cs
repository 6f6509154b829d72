using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Companies;

/// <summary>In which form a business is run.</summary>
public enum CompanyForm
{
    /// <summary>Not said.</summary>
    Unknown,
    /// <summary>One person under the own or a chosen name.</summary>
    SoleTrader,
    /// <summary>A farm of a family.</summary>
    FamilyFarm,
    /// <summary>A partnership.</summary>
    Partnership,
    /// <summary>A company with limited liability.</summary>
    Limited,
    /// <summary>A joint stock company.</summary>
    JointStock,
    /// <summary>A cooperative.</summary>
    Cooperative,
    /// <summary>A business that is in no register.</summary>
    Unregistered,
    /// <summary>Another form.</summary>
    Other,
}

/// <summary>Size by the number of people who work in a company, as the European Union's recommendation 2003/361 draws the lines.</summary>
public enum CompanySize
{
    /// <summary>Not said.</summary>
    Unknown,
    /// <summary>Under 10.</summary>
    Micro,
    /// <summary>10 to 49.</summary>
    Small,
    /// <summary>50 to 249.</summary>
    Medium,
    /// <summary>250 and more.</summary>
    Large,
}

/// <summary>What a company says of itself, when it says anything.</summary>
public enum SelfDeclared
{
    /// <summary>Nobody asked, or no answer was given: never the same as no.</summary>
    Unknown,
    /// <summary>Yes.</summary>
    Yes,
    /// <summary>No.</summary>
    No,
}

/// <summary>How exactly the company lets others know where it is.</summary>
public enum ShownPlace
{
    /// <summary>Only on which side of a programme.</summary>
    Side,
    /// <summary>The region or district.</summary>
    Region,
    /// <summary>The municipality.</summary>
    Municipality,
    /// <summary>The address.</summary>
    Address,
}

/// <summary>
/// A business. There is one record of it in the workspace, however many projects it takes part in. What may be seen of
/// it, and by whom, is its own decision: see <see cref="CompanyVisibility"/>. People who speak for it stand in the
/// register of people and never here.
/// </summary>
/// <remarks>The audit keeps hashes: of a sole trader everything here is true of a person.</remarks>
[Personal, Raises(VersionNames.PublicPages), Index(nameof(SortEn), nameof(Id)), Index(nameof(SortSq), nameof(Id)), Index(nameof(SortSr), nameof(Id)), Index(nameof(SortSrCyrl), nameof(Id)), Index(nameof(PlaceId)), Index(nameof(Sector))]
public sealed class Company : Record, ISorted
{
    /// <summary>The name under which it is registered, or under which it is known where it is in no register.</summary>
    [MaxLength(300)] public string LegalName { get; set; } = "";

    /// <summary>The name under which it trades, or null.</summary>
    [MaxLength(300)] public string? TradeName { get; set; }

    /// <summary>Its form.</summary>
    public CompanyForm Form { get; set; }

    /// <summary>Its number in Kosovo's register of businesses (ARBK), or null.</summary>
    [MaxLength(40)] public string? NumberArbk { get; set; }

    /// <summary>Its number in Serbia's register of businesses (APR), or null.</summary>
    [MaxLength(40)] public string? NumberApr { get; set; }

    /// <summary>The municipality in which it works, or as much as is known: a region, a country; null: nothing is.</summary>
    [AuditedAsCode, MaxLength(60)] public string? PlaceId { get; set; }

    /// <summary>Its address within the municipality, or null.</summary>
    [MaxLength(300)] public string? Address { get; set; }

    /// <summary>How exactly others may know where it is.</summary>
    public ShownPlace ShownPlace { get; set; } = ShownPlace.Municipality;

    /// <summary>Its size.</summary>
    public CompanySize Size { get; set; }

    /// <summary>Whether women own most of it, as it says itself. Leaves with no export.</summary>
    [StaysHere] public SelfDeclared OwnedByWomen { get; set; }

    /// <summary>Whether people under 30 own most of it, as it says itself. Leaves with no export.</summary>
    [StaysHere] public SelfDeclared OwnedByYouth { get; set; }

    /// <summary>Whether members of a community in the minority own most of it, as it says itself. Leaves with no export.</summary>
    [StaysHere] public SelfDeclared OwnedByMinority { get; set; }

    /// <summary>Codes of the languages that are spoken at the table.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>Classes of its activities by NACE (62.01), the main one first.</summary>
    public List<string> Naces { get; set; } = [];

    /// <summary>Code of the sector that its main activity belongs to, or null where the list names none: it follows from <see cref="Naces"/>.</summary>
    [AuditedAsCode, MaxLength(40)] public string? Sector { get; set; }

    /// <summary>Web site, or null.</summary>
    [MaxLength(300)] public string? Website { get; set; }

    /// <summary>Where what is written here comes from: a visit, a call, a register.</summary>
    [MaxLength(500)] public string? Source { get; set; }

    /// <summary>Whether it was invented, to practise on: its pages say so and no figure counts it.</summary>
    public bool IsInvented { get; set; }

    /// <summary>Whether its consent to be shown to others holds today: it follows from the consents.</summary>
    public bool Consented { get; set; }

    /// <summary>Who may see its names.</summary>
    public Audience NameFor { get; set; }

    /// <summary>Who may see where it is.</summary>
    public Audience PlaceFor { get; set; }

    /// <summary>Who may see its form, size, languages, activities and web site.</summary>
    public Audience ProfileFor { get; set; }

    /// <summary>Who may see its numbers in registers.</summary>
    public Audience NumbersFor { get; set; }

    /// <summary>Who may see what it says of its owners.</summary>
    public Audience OwnershipFor { get; set; }

    /// <summary>Who may see what it offers, seeks and needs.</summary>
    public Audience EntriesFor { get; set; }

    /// <summary>Who may see how far it meets requirements.</summary>
    public Audience ComplianceFor { get; set; }

    /// <summary>Who may see the people who speak for it.</summary>
    public Audience ContactsFor { get; set; }

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortEn { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSq { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSr { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSrCyrl { get; set; } = "";

    /// <inheritdoc/>
    public string SortTitle(UiVariant reader) => Name;

    /// <summary>The name to show.</summary>
    [NotMapped] public string Name => TradeName ?? LegalName;

    /// <summary>Whether what is true of the company is true of a person: a sole trader, a farm, a business in no register, and where the form is not known.</summary>
    [NotMapped] public bool IsPerson => PersonForms.Contains(Form);

    /// <summary>The forms of businesses that count as persons.</summary>
    public static readonly CompanyForm[] PersonForms = [CompanyForm.Unknown, CompanyForm.SoleTrader, CompanyForm.FamilyFarm, CompanyForm.Unregistered];

    /// <summary>Who may see a part of it, before consent is asked for.</summary>
    public Audience For(CompanyPart part) => part switch
    {
        CompanyPart.Name => NameFor,
        CompanyPart.Place => PlaceFor,
        CompanyPart.Profile => ProfileFor,
        CompanyPart.Numbers => NumbersFor,
        CompanyPart.Ownership => OwnershipFor,
        CompanyPart.Entries => EntriesFor,
        CompanyPart.Compliance => ComplianceFor,
        _ => ContactsFor,
    };

    /// <summary>Says who may see a part.</summary>
    public void Show(CompanyPart part, Audience audience)
    {
        switch (part)
        {
            case CompanyPart.Name: NameFor = audience; break;
            case CompanyPart.Place: PlaceFor = audience; break;
            case CompanyPart.Profile: ProfileFor = audience; break;
            case CompanyPart.Numbers: NumbersFor = audience; break;
            case CompanyPart.Ownership: OwnershipFor = audience; break;
            case CompanyPart.Entries: EntriesFor = audience; break;
            case CompanyPart.Compliance: ComplianceFor = audience; break;
            case CompanyPart.Contacts: ContactsFor = audience; break;
        }
    }
}

/// <summary>A company takes part in a project. Whose company it is there decides who works with it.</summary>
[Raises(VersionNames.PublicPages), Index(nameof(CompanyId), nameof(ProjectId), IsUnique = true), Index(nameof(ProjectId), nameof(OwnerId))]
public sealed class CompanyProject : Record
{
    /// <summary>The company.</summary>
    public Guid CompanyId { get; set; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The partner whose officers work with it, or null: the project's coordinators and whoever registered it.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>The account that registered it here, or null.</summary>
    public Guid? RegisteredBy { get; set; }

    /// <summary>The side it is on: it follows from its municipality; null: on neither, or not known.</summary>
    public Sides.Side? Side { get; set; }
}

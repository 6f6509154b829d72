using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Organisations;

/// <summary>What sort of body an organisation is.</summary>
public enum OrganisationKind
{
    /// <summary>Not said.</summary>
    Unknown,
    /// <summary>Civil society organisation.</summary>
    Ngo,
    /// <summary>Several organisations under one name.</summary>
    Consortium,
    /// <summary>Newspaper, broadcaster, portal.</summary>
    Media,
    /// <summary>A funder.</summary>
    Donor,
    /// <summary>Association of businesses.</summary>
    BusinessAssociation,
    /// <summary>A company.</summary>
    Company,
    /// <summary>Public body.</summary>
    Institution,
    /// <summary>Political party.</summary>
    PoliticalParty,
}

/// <summary>A seat as a source prints it.</summary>
/// <param name="Printed">The printed line.</param>
/// <param name="PlacePrinted">The place in it.</param>
/// <param name="PlaceId">Our place, or null where the spelling leaves it open.</param>
public sealed record Seat(string Printed, string PlacePrinted, string? PlaceId);

/// <summary>An organisation: one record however many projects, roles and sources it appears in.</summary>
[Raises(VersionNames.Projects), Index(nameof(SortEn), nameof(Id)), Index(nameof(SortSq), nameof(Id)), Index(nameof(SortSr), nameof(Id)), Index(nameof(SortSrCyrl), nameof(Id)), Index(nameof(Kind), nameof(SortEn))]
public sealed class Organisation : Record, ISorted
{
    /// <summary>The name as published, with translations of public bodies; empty where only an acronym is known.</summary>
    public PublishedText Name { get; set; } = PublishedText.Empty;

    /// <summary>Acronym, or null.</summary>
    [MaxLength(100)] public string? Acronym { get; set; }

    /// <summary>Other printed forms of the name.</summary>
    public List<string> Aliases { get; set; } = [];

    /// <summary>What sort of body it is.</summary>
    public OrganisationKind Kind { get; set; }

    /// <summary><c>xk</c>, <c>rs</c> or another place id of a whole country, or null where it is not said.</summary>
    [AuditedAsCode, MaxLength(40)] public string? CountryId { get; set; }

    /// <summary>The place of its main seat, or null.</summary>
    [AuditedAsCode, MaxLength(60)] public string? SeatPlaceId { get; set; }

    /// <summary>Seats as printed.</summary>
    public List<Seat> Seats { get; set; } = [];

    /// <summary>Address as printed, or null.</summary>
    [MaxLength(300)] public string? AddressPrinted { get; set; }

    /// <summary>Web address, or null.</summary>
    [MaxLength(300)] public string? Website { get; set; }

    /// <summary>How many members a consortium says it has, or null.</summary>
    public int? MembersAnnounced { get; set; }

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortEn { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSq { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSr { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSrCyrl { get; set; } = "";

    /// <inheritdoc/>
    public string SortTitle(UiVariant reader) => NameFor(reader);

    /// <summary>The name to show: the published name, else the acronym.</summary>
    public string NameFor(UiVariant reader) => Name.IsEmpty ? Acronym ?? "" : Name.For(reader);

    /// <summary>The short form for dense lists: the acronym, else the name.</summary>
    public string ShortName(UiVariant reader) => Acronym ?? NameFor(reader);
}

/// <summary>One organisation's membership of a consortium.</summary>
[Index(nameof(ConsortiumId), nameof(MemberId), IsUnique = true), Index(nameof(MemberId))]
public sealed class OrganisationMember : Record
{
    /// <summary>The consortium.</summary>
    public Guid ConsortiumId { get; set; }

    /// <summary>The member.</summary>
    public Guid MemberId { get; set; }
}

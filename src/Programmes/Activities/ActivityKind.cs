using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Activities;

/// <summary>A kind of activity that a project added to the common ones.</summary>
[Index(nameof(ProjectId), nameof(Code), IsUnique = true)]
public sealed class ActivityKind : Record
{
    /// <summary>The project that added it.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The code.</summary>
    [AuditedAsCode, MaxLength(60)] public string Code { get; set; } = "";

    /// <summary>Its name.</summary>
    public LocalText Name { get; set; } = new();

    /// <summary>Whether it has an audience instead of participants.</summary>
    public bool HasReach { get; set; }
}

/// <summary>The common kinds of activities of the field.</summary>
public static class ActivityKinds
{
    /// <summary>Codes in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "workshop", "seminar", "training", "conference", "roundtable", "tv-debate", "op-ed", "focus-group", "peer-visit", "field-visit", "study-visit",
        "single-country-meeting", "b2b-meeting", "bilateral-meeting", "consortium-meeting", "booklet-presentation", "summit", "expert-discussion",
        "informal-discussion", "exchange-event", "signing", "mapping", "survey", "interview", "media-monitoring", "campaign",
    ];

    private static readonly HashSet<string> Known = [.. All], Reach = ["op-ed", "tv-debate", "campaign", "media-monitoring"], NoParticipants = ["op-ed", "tv-debate", "campaign", "media-monitoring", "mapping", "survey"];

    /// <summary>Whether the code is one of the common kinds.</summary>
    public static bool IsCommon(string code) => Known.Contains(code);

    /// <summary>Whether the kind has an audience (readers, viewers, reactions) and never participants.</summary>
    public static bool HasReach(string code) => Reach.Contains(code);

    /// <summary>Whether a number of participants is expected of a held activity of this kind.</summary>
    public static bool ExpectsParticipants(string code) => !NoParticipants.Contains(code);

    /// <summary>The most careful setting of a kind whose source does not say: focus groups and consortium meetings are closed, informal discussions are under the Chatham House Rule.</summary>
    public static Confidentiality CarefulSetting(string code) => code switch
    {
        "focus-group" or "interview" => Confidentiality.Closed,
        "informal-discussion" => Confidentiality.ChathamHouse,
        _ => Confidentiality.Public,
    };
}

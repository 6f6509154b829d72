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

    /// <summary>Whether it has an audience instead of participants; its code says so too, for whoever sees the code alone.</summary>
    public bool HasReach { get; set; }

    /// <summary>A kind with a code of its own in the whole workspace, so that a code has one name wherever it is met.</summary>
    public static ActivityKind Make(Guid projectId, LocalText name, bool hasReach)
    {
        var kind = new ActivityKind { ProjectId = projectId, Name = name, HasReach = hasReach };
        var plain = Platform.Tables.ListExport.PlainName(name.En ?? name.Sq ?? name.Sr ?? "").ToLowerInvariant();
        kind.Code = $"{(hasReach ? ActivityKinds.WithAudience : "")}{plain[..Math.Min(plain.Length, 36)].Trim('-')}-{kind.Id.ToString("N")[^6..]}";
        return kind;
    }
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

    /// <summary>What the code of an added kind with an audience begins with.</summary>
    public const string WithAudience = "audience-";

    private static readonly HashSet<string> Known = [.. All], Reach = ["op-ed", "tv-debate", "campaign", "media-monitoring"], NoParticipants = ["op-ed", "tv-debate", "campaign", "media-monitoring", "mapping", "survey"];

    /// <summary>Whether the code is one of the common kinds.</summary>
    public static bool IsCommon(string code) => Known.Contains(code);

    /// <summary>Whether the kind has an audience (readers, viewers, reactions) and never participants.</summary>
    public static bool HasReach(string code) => Reach.Contains(code) || code.StartsWith(WithAudience, StringComparison.Ordinal);

    /// <summary>Whether a number of participants is expected of a held activity of this kind.</summary>
    public static bool ExpectsParticipants(string code) => !NoParticipants.Contains(code) && !HasReach(code);

    /// <summary>The most careful setting of a kind whose source does not say: focus groups and consortium meetings are closed, informal discussions are under the Chatham House Rule.</summary>
    public static Confidentiality CarefulSetting(string code) => code switch
    {
        "focus-group" or "interview" => Confidentiality.Closed,
        "informal-discussion" => Confidentiality.ChathamHouse,
        _ => Confidentiality.Public,
    };
}

using Uramost.Platform.Ui;

namespace Uramost.Programmes.Activities;

/// <summary>An organiser as it is typed: the organisation by its name.</summary>
public sealed class OrganiserRow
{
    /// <summary>Name or acronym.</summary>
    public string? Name { get; set; }
    /// <summary>Role.</summary>
    public string? Role { get; set; }
}

/// <summary>A part of the agenda as it is typed.</summary>
public sealed class SessionRow
{
    /// <summary>The stored session, or null for a new one.</summary>
    public string? Id { get; set; }
    /// <summary>Kind; empty: no session.</summary>
    public string? Kind { get; set; }
    /// <summary>Title.</summary>
    public LocalTextForm Title { get; set; } = new();
    /// <summary>Day.</summary>
    public string? Day { get; set; }
    /// <summary>Begin.</summary>
    public string? From { get; set; }
    /// <summary>End.</summary>
    public string? Until { get; set; }
    /// <summary>Place, by name.</summary>
    public string? Place { get; set; }
    /// <summary>Host, by name.</summary>
    public string? Host { get; set; }
    /// <summary>Confidentiality; empty: as of the activity.</summary>
    public string? Confidentiality { get; set; }
}

/// <summary>Somebody in a public role as they are typed.</summary>
public sealed class RoleRow
{
    /// <summary>The stored role, or null for a new one.</summary>
    public string? Id { get; set; }
    /// <summary>Name; empty: no role.</summary>
    public string? Name { get; set; }
    /// <summary>Role.</summary>
    public string? Role { get; set; }
    /// <summary>Office on that day, as printed.</summary>
    public string? Title { get; set; }
    /// <summary>Organisation on that day, by name.</summary>
    public string? Organisation { get; set; }
    /// <summary>Number of the session; empty: the whole activity.</summary>
    public string? Session { get; set; }
}

/// <summary>An activity as it is typed.</summary>
public sealed class ActivityForm
{
    /// <summary>Version that was opened.</summary>
    public int Version { get; set; }
    /// <summary>Fields whose saved version is taken after a conflict.</summary>
    public List<string>? Take { get; set; }
    /// <summary>Project.</summary>
    public string? Project { get; set; }
    /// <summary>Organisation whose activity it is.</summary>
    public string? Owner { get; set; }
    /// <summary>Kind.</summary>
    public string? Kind { get; set; }
    /// <summary>Title as published.</summary>
    public string? Original { get; set; }
    /// <summary>Its language.</summary>
    public string? OriginalLanguage { get; set; }
    /// <summary>Title in our words, or translations.</summary>
    public LocalTextForm Title { get; set; } = new();
    /// <summary>Summary.</summary>
    public LocalTextForm Summary { get; set; } = new();
    /// <summary>Precision of the date.</summary>
    public string? Precision { get; set; }
    /// <summary>First day.</summary>
    public string? Start { get; set; }
    /// <summary>Last day.</summary>
    public string? End { get; set; }
    /// <summary>As printed.</summary>
    public string? Printed { get; set; }
    /// <summary>State.</summary>
    public string? State { get; set; }
    /// <summary>Reason.</summary>
    public LocalTextForm Reason { get; set; } = new();
    /// <summary>Confidentiality.</summary>
    public string? Confidentiality { get; set; }
    /// <summary>Whether it is kept out of public view.</summary>
    public bool Hidden { get; set; }
    /// <summary>Venues, one name a line.</summary>
    public string? Places { get; set; }
    /// <summary>Languages, codes.</summary>
    public List<string>? Languages { get; set; }
    /// <summary>Groups, codes.</summary>
    public List<string>? Groups { get; set; }
    /// <summary>Topics, codes.</summary>
    public List<string>? Topics { get; set; }
    /// <summary>Number within a series.</summary>
    public string? Edition { get; set; }
    /// <summary>The recurring activity.</summary>
    public string? Series { get; set; }
    /// <summary>The activity it is part of.</summary>
    public string? Parent { get; set; }
    /// <summary>Field of work, pillar or strand.</summary>
    public string? Field { get; set; }
    /// <summary>Organisers.</summary>
    public List<OrganiserRow>? Organisers { get; set; }
    /// <summary>Agenda.</summary>
    public List<SessionRow>? Sessions { get; set; }
    /// <summary>Public roles.</summary>
    public List<RoleRow>? Roles { get; set; }
    /// <summary>Set by the button that asks for more empty rows.</summary>
    public string? More { get; set; }
}

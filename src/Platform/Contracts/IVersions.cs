using Uramost.Platform.Data;

namespace Uramost.Platform.Contracts;

/// <summary>
/// Versions of what nodes keep in memory: an index of names, public pages, sessions. Whoever changes the source raises
/// the version in the same transaction; every node learns of it within a second. A cache remembers the version that it
/// read <em>before</em> it read the source, and is thrown away when <see cref="Current"/> says another one.
/// </summary>
public interface IVersions
{
    /// <summary>The version of <paramref name="name"/>, without asking the database; 0 when it was never raised. When the database cannot be reached, each call gives another number, so that nothing cached is trusted.</summary>
    long Current(string name);

    /// <summary>Raises the version with the changes of <paramref name="db"/>: the caller saves, and a rollback takes it back.</summary>
    Task Bump(PlatformDb db, string name);
}

/// <summary>The names in use.</summary>
public static class VersionNames
{
    /// <summary>The folded index of people's names.</summary>
    public const string Names = "names";

    /// <summary>Everything that visitors see: raised by hiding, withdrawing, publishing and the incident switch.</summary>
    public const string PublicPages = "public-pages";

    /// <summary>The roles of accounts.</summary>
    public const string Roles = "roles";

    /// <summary>The projects, their organisations and what their donors ask for.</summary>
    public const string Projects = "projects";

    /// <summary>Accounts and their open sessions.</summary>
    public const string Sessions = "sessions";
}

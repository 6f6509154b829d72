using Uramost.Platform.Contracts;

namespace Uramost.Programmes.Activities;

/// <summary>Closed activities do not leave with the export of everything, and who spoke leaves only where both the activity and the session are public.</summary>
internal sealed class ActivityExportLimit : IExportLimit
{
    private const string Closed = """SELECT "Id" FROM "programmes_activity" WHERE "Confidentiality" = 'Closed'""";

    /// <inheritdoc/>
    public string? Keep(string table, IReadOnlyCollection<string> columns) => table switch
    {
        "programmes_activity" => """ "Confidentiality" <> 'Closed' """,
        "programmes_session_role" => """
            "ActivityId" IN (SELECT "Id" FROM "programmes_activity" WHERE "Confidentiality" = 'Public')
            AND ("SessionId" IS NULL OR "SessionId" IN (SELECT "Id" FROM "programmes_session" WHERE "Confidentiality" IS NULL OR "Confidentiality" = 'Public'))
            """,
        _ when table.StartsWith("programmes_", StringComparison.Ordinal) && columns.Contains("ActivityId") => $""" "ActivityId" IS NULL OR "ActivityId" NOT IN ({Closed}) """,
        _ => null,
    };
}

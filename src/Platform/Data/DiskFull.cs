using Microsoft.Data.Sqlite;
using Npgsql;
using Uramost.Platform.Language;

namespace Uramost.Platform.Data;

/// <summary>Knows a full disk by what the system and either database say of it.</summary>
public static class DiskFull
{
    // ENOSPC, EDQUOT, EFBIG and the two codes of Windows.
    private static readonly int[] Codes = [28, 122, 27, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>The sentence that tells it.</summary>
    public static Wording Wording => Wording.Of<Ui.Words>("DiskFull");

    /// <summary>Whether the failure, or one beneath it, is a full disk.</summary>
    public static bool Is(Exception? e) => e switch
    {
        null => false,
        SqliteException { SqliteErrorCode: 13 } => true,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
        IOException io when Codes.Contains(io.HResult) => true,
        AggregateException many => many.InnerExceptions.Any(Is),
        _ => Is(e.InnerException),
    };
}

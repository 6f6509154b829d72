using Microsoft.EntityFrameworkCore.Migrations;

namespace Uramost.Platform.Data;

/// <summary>Our migrations are named <c>0010-Jobs</c>; the framework expects a time stamp of fourteen digits, and finds no single migration otherwise.</summary>
internal sealed class MigrationIds : IMigrationsIdGenerator
{
    /// <inheritdoc/>
    public string GenerateId(string name) => name;

    /// <inheritdoc/>
    public string GetName(string id) => id;

    /// <inheritdoc/>
    public bool IsValidId(string value) => value.Length > 5 && value[..4].All(char.IsAsciiDigit) && value[4] == '-';
}

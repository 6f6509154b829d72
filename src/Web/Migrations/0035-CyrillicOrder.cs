using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>A key of its own for the order of the Cyrillic alphabet; it is written by <c>KeepOrder</c> when the schema is ready.</summary>
[DbContext(typeof(PlatformDb)), Migration("0035-CyrillicOrder")]
public sealed class CyrillicOrder0035 : Migration
{
    private static readonly string[] Tables = ["platform_organisation", "programmes_project", "programmes_activity"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        foreach (var table in Tables)
        {
            migration.AddColumn<string>("SortSrCyrl", table, maxLength: 120, nullable: false, defaultValue: "");
            migration.CreateIndex($"IX_{table}_SortSrCyrl_Id", table, ["SortSrCyrl", "Id"]);
        }
    }
}

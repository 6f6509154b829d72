using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Indexes by which every order of the list of activities is walked from its first line, and counted without reading the lines.</summary>
[DbContext(typeof(PlatformDb)), Migration("0045-ListIndexes")]
public sealed class ListIndexes0045 : Migration
{
    private const string Table = "programmes_activity";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.DropIndex("IX_programmes_activity_SortDay_Id", Table);
        migration.DropIndex("IX_programmes_activity_ProjectId_SortDay_Id", Table);
        migration.DropIndex("IX_programmes_activity_Kind_SortDay_Id", Table);
        migration.CreateIndex("IX_programmes_activity_date", Table, ["SortDay", "Id", "Visibility", "ProjectId", "OwnerId"]);
        migration.CreateIndex("IX_programmes_activity_project_date", Table, ["ProjectId", "SortDay", "Id", "Visibility", "OwnerId"]);
        migration.CreateIndex("IX_programmes_activity_kind_date", Table, ["Kind", "SortDay", "Id", "Visibility", "ProjectId", "OwnerId"]);
        foreach (var first in new[] { "ProjectId", "Kind" })
        {
            foreach (var key in new[] { "SortEn", "SortSq", "SortSr", "SortSrCyrl" }) migration.CreateIndex($"IX_programmes_activity_{first}_{key}_Id", Table, [first, key, "Id"]);
        }
    }
}

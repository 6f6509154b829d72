using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Projects that are invented for practice.</summary>
[DbContext(typeof(PlatformDb)), Migration("0050-Practice")]
public sealed class Practice0050 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration) => migration.AddColumn<bool>("IsPractice", "programmes_project", defaultValue: false);
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>The project of a donor's view.</summary>
[DbContext(typeof(PlatformDb)), Migration("0026-Views")]
public sealed class Views0026 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<Guid>("ProjectId", "platform_view_log", nullable: true);
        migration.CreateIndex("IX_platform_view_log_ProjectId_At", "platform_view_log", ["ProjectId", "At"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Queries whose id was printed, releases that were withdrawn, and the thresholds that a workspace raised.</summary>
[DbContext(typeof(PlatformDb)), Migration("0061-Evidence")]
public sealed class Evidence0061 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_figure_query", t => new
        {
            Id = t.Column<string>(maxLength: 16),
            KeptAt = t.Column<DateTime>(),
            Query = t.Column<string>(maxLength: 2000),
        }, constraints: t => t.PrimaryKey("PK_platform_figure_query", x => x.Id));

        migration.CreateTable("platform_release_threshold", t => new
        {
            Id = t.Column<Guid>(),
            Audience = t.Column<string>(),
            Least = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_release_threshold", x => x.Id));
        migration.CreateIndex("IX_platform_release_threshold_Audience", "platform_release_threshold", "Audience", unique: true);

        migration.CreateTable("platform_release_withdrawal", t => new
        {
            Id = t.Column<Guid>(),
            Reason = t.Column<string>(),
            ReleaseId = t.Column<Guid>(),
            Version = t.Column<int>(),
            WithdrawnAt = t.Column<DateTime>(),
            WithdrawnBy = t.Column<Guid>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_release_withdrawal", x => x.Id);
            t.ForeignKey("FK_platform_release_withdrawal_platform_release_ReleaseId", x => x.ReleaseId, "platform_release", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_platform_release_withdrawal_ReleaseId", "platform_release_withdrawal", "ReleaseId", unique: true);
    }
}

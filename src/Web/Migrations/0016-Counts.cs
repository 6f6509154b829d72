using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Numbers that sources say, and overviews as they were computed.</summary>
[DbContext(typeof(PlatformDb)), Migration("0016-Counts")]
public sealed class Counts0016 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("programmes_declared_count", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(nullable: true),
            Breakdown = t.Column<string>(),
            IsComputed = t.Column<bool>(),
            Kind = t.Column<string>(nullable: true, maxLength: 60),
            Measure = t.Column<string>(),
            Note = t.Column<string>(),
            Ordinal = t.Column<int>(),
            OrganisationId = t.Column<Guid>(nullable: true),
            PartiesEach = t.Column<int>(nullable: true),
            Precision = t.Column<string>(),
            Printed = t.Column<string>(nullable: true, maxLength: 300),
            ProjectId = t.Column<Guid>(nullable: true),
            SourceAt = t.Column<string>(nullable: true, maxLength: 200),
            SourceId = t.Column<Guid>(nullable: true),
            State = t.Column<string>(nullable: true),
            TotalOf = t.Column<string>(),
            UnitUnknown = t.Column<bool>(),
            Value = t.Column<int>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_declared_count", x => x.Id);
            t.ForeignKey("FK_programmes_declared_count_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_programmes_declared_count_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_declared_count_ActivityId", "programmes_declared_count", "ActivityId");
        migration.CreateIndex("IX_programmes_declared_count_OrganisationId", "programmes_declared_count", "OrganisationId");
        migration.CreateIndex("IX_programmes_declared_count_ProjectId_Measure", "programmes_declared_count", ["ProjectId", "Measure"]);

        migration.CreateTable("programmes_snapshot", t => new
        {
            Id = t.Column<Guid>(),
            Facts = t.Column<string>(),
            MadeAt = t.Column<DateTime>(),
            MadeBy = t.Column<Guid>(nullable: true),
            Number = t.Column<int>(),
            ProjectId = t.Column<Guid>(),
            Stamp = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_snapshot", x => x.Id);
            t.ForeignKey("FK_programmes_snapshot_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_snapshot_ProjectId_Number", "programmes_snapshot", ["ProjectId", "Number"], unique: true);
    }
}

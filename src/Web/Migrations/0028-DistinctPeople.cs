using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Distinct people of a project across organisations, as a job counted them.</summary>
[DbContext(typeof(PlatformDb)), Migration("0028-DistinctPeople")]
public sealed class DistinctPeople0028 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("programmes_distinct_people", t => new
        {
            Id = t.Column<Guid>(),
            CountedAt = t.Column<DateTime>(),
            People = t.Column<int>(),
            Persons = t.Column<int>(),
            ProjectId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_distinct_people", x => x.Id);
            t.ForeignKey("FK_programmes_distinct_people_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_distinct_people_ProjectId", "programmes_distinct_people", "ProjectId", unique: true);
    }
}

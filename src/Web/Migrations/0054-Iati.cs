using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>What organisations report of their projects as IATI, and by which identifier.</summary>
[DbContext(typeof(PlatformDb)), Migration("0054-Iati")]
public sealed class Iati0054 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("programmes_iati_project", t => new
        {
            Id = t.Column<Guid>(),
            Aid = t.Column<string>(nullable: true, maxLength: 4),
            Budgets = t.Column<string>(),
            ChangedAt = t.Column<DateTime>(),
            Code = t.Column<string>(maxLength: 60),
            Collaboration = t.Column<string>(nullable: true, maxLength: 3),
            Countries = t.Column<string>(),
            EndsOn = t.Column<DateOnly>(nullable: true),
            Finance = t.Column<string>(nullable: true, maxLength: 3),
            Flow = t.Column<string>(nullable: true, maxLength: 3),
            Goals = t.Column<string>(),
            IsPractice = t.Column<bool>(),
            Markers = t.Column<string>(),
            OrganisationId = t.Column<Guid>(),
            ProjectId = t.Column<Guid>(),
            PublishedAt = t.Column<DateTime>(nullable: true),
            PublishedById = t.Column<Guid>(nullable: true),
            Related = t.Column<string>(),
            Scope = t.Column<string>(nullable: true, maxLength: 3),
            Sectors = t.Column<string>(),
            StartsOn = t.Column<DateOnly>(nullable: true),
            Status = t.Column<string>(nullable: true, maxLength: 1),
            Summary = t.Column<string>(),
            Tied = t.Column<string>(nullable: true, maxLength: 3),
            Transactions = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_iati_project", x => x.Id);
            t.ForeignKey("FK_programmes_iati_project_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_iati_project_OrganisationId_Code", "programmes_iati_project", ["OrganisationId", "Code"], unique: true);
        migration.CreateIndex("IX_programmes_iati_project_ProjectId_OrganisationId", "programmes_iati_project", ["ProjectId", "OrganisationId"], unique: true);
        migration.CreateTable("programmes_iati_reporter", t => new
        {
            Id = t.Column<Guid>(),
            Identifier = t.Column<string>(maxLength: 80),
            IsPractice = t.Column<bool>(),
            NamingPolicyId = t.Column<string>(nullable: true, maxLength: 40),
            OrganisationId = t.Column<Guid>(),
            Type = t.Column<string>(maxLength: 2),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_programmes_iati_reporter", x => x.Id));
        migration.CreateIndex("IX_programmes_iati_reporter_OrganisationId", "programmes_iati_reporter", "OrganisationId", unique: true);
    }
}

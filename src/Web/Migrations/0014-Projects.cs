using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Projects with their organisations, donors, budget lines and fields of work, and the documents they were transcribed from.</summary>
[DbContext(typeof(PlatformDb)), Migration("0014-Projects")]
public sealed class Projects0014 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("programmes_source", t => new
        {
            Id = t.Column<Guid>(),
            Address = t.Column<string>(nullable: true, maxLength: 500),
            DatePrinted = t.Column<string>(nullable: true, maxLength: 100),
            Kind = t.Column<string>(maxLength: 40),
            Language = t.Column<string>(nullable: true, maxLength: 10),
            Note = t.Column<string>(),
            PublisherId = t.Column<Guid>(nullable: true),
            Title = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_source", x => x.Id);
        });

        migration.CreateTable("programmes_field_of_work", t => new
        {
            Id = t.Column<Guid>(),
            ActivityKinds = t.Column<string>(),
            Goal = t.Column<string>(),
            KeyAssumptions = t.Column<string>(),
            Kind = t.Column<string>(),
            Ordinal = t.Column<int>(),
            OrganisationId = t.Column<Guid>(nullable: true),
            Outcomes = t.Column<string>(),
            ProjectId = t.Column<Guid>(nullable: true),
            Title = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_field_of_work", x => x.Id);
        });
        migration.CreateIndex("IX_programmes_field_of_work_OrganisationId", "programmes_field_of_work", "OrganisationId");
        migration.CreateIndex("IX_programmes_field_of_work_ProjectId", "programmes_field_of_work", "ProjectId");

        migration.CreateTable("programmes_project", t => new
        {
            Id = t.Column<Guid>(),
            AreaPlaceIds = t.Column<string>(),
            ChangedAt = t.Column<DateTime>(),
            ContractNumbers = t.Column<string>(),
            EndPrecision = t.Column<string>(),
            EndPrinted = t.Column<string>(nullable: true, maxLength: 100),
            EndsOn = t.Column<DateOnly>(nullable: true),
            FieldOfWorkId = t.Column<Guid>(nullable: true),
            KeyAssumptions = t.Column<string>(),
            Objectives = t.Column<string>(),
            PartnersAnnounced = t.Column<int>(nullable: true),
            PartnersCutOffAfter = t.Column<string>(nullable: true, maxLength: 100),
            ResultsClaimed = t.Column<string>(),
            Slug = t.Column<string>(maxLength: 80),
            SortEn = t.Column<string>(maxLength: 120),
            SortSq = t.Column<string>(maxLength: 120),
            SortSr = t.Column<string>(maxLength: 120),
            SourceId = t.Column<Guid>(nullable: true),
            StartPrecision = t.Column<string>(),
            StartPrinted = t.Column<string>(nullable: true, maxLength: 100),
            StartsOn = t.Column<DateOnly>(nullable: true),
            State = t.Column<string>(),
            Summary = t.Column<string>(),
            Title = t.Column<string>(),
            Version = t.Column<int>(),
            Visibility = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_project", x => x.Id);
        });
        migration.CreateIndex("IX_programmes_project_FieldOfWorkId", "programmes_project", "FieldOfWorkId");
        migration.CreateIndex("IX_programmes_project_Slug", "programmes_project", "Slug", unique: true);
        migration.CreateIndex("IX_programmes_project_SortEn_Id", "programmes_project", ["SortEn", "Id"]);
        migration.CreateIndex("IX_programmes_project_SortSq_Id", "programmes_project", ["SortSq", "Id"]);
        migration.CreateIndex("IX_programmes_project_SortSr_Id", "programmes_project", ["SortSr", "Id"]);

        migration.CreateTable("programmes_project_organisation", t => new
        {
            Id = t.Column<Guid>(),
            Did = t.Column<string>(),
            Ordinal = t.Column<int>(),
            OrganisationId = t.Column<Guid>(),
            ProjectId = t.Column<Guid>(),
            Role = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_project_organisation", x => x.Id);
            t.ForeignKey("FK_programmes_project_organisation_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_project_organisation_OrganisationId", "programmes_project_organisation", "OrganisationId");
        migration.CreateIndex("IX_programmes_project_organisation_line", "programmes_project_organisation", ["ProjectId", "OrganisationId", "Role"], unique: true);

        migration.CreateTable("programmes_donor_profile", t => new
        {
            Id = t.Column<Guid>(),
            Disclaimer = t.Column<string>(),
            EmblemFileId = t.Column<Guid>(nullable: true),
            Funding = t.Column<string>(),
            NamingPolicyId = t.Column<string>(nullable: true, maxLength: 40),
            OrganisationId = t.Column<Guid>(),
            ProjectId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_donor_profile", x => x.Id);
            t.ForeignKey("FK_programmes_donor_profile_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_donor_profile_ProjectId_OrganisationId", "programmes_donor_profile", ["ProjectId", "OrganisationId"], unique: true);

        migration.CreateTable("programmes_budget_line", t => new
        {
            Id = t.Column<Guid>(),
            Amount = t.Column<decimal>(),
            Code = t.Column<string>(nullable: true, maxLength: 40),
            Currency = t.Column<string>(maxLength: 3),
            Label = t.Column<string>(),
            Ordinal = t.Column<int>(),
            ProjectId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_budget_line", x => x.Id);
            t.ForeignKey("FK_programmes_budget_line_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_budget_line_ProjectId_Ordinal", "programmes_budget_line", ["ProjectId", "Ordinal"]);
    }
}

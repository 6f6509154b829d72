using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Reports to donors with their texts, submissions and reopenings; what partners say.</summary>
[DbContext(typeof(PlatformDb)), Migration("0057-Reports")]
public sealed class Reports0057 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("programmes_report", t => new
        {
            Id = t.Column<Guid>(),
            DonorId = t.Column<Guid>(),
            EndsOn = t.Column<DateOnly>(),
            Form = t.Column<string>(),
            Kind = t.Column<string>(),
            Plan = t.Column<string>(),
            PlanTakenAt = t.Column<DateTime>(),
            ProjectId = t.Column<Guid>(),
            StartsOn = t.Column<DateOnly>(),
            State = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_report", x => x.Id);
            t.ForeignKey("FK_programmes_report_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_report_one", "programmes_report", ["ProjectId", "DonorId", "Form", "StartsOn", "EndsOn"], unique: true);

        migration.CreateTable("programmes_report_text", t => new
        {
            Id = t.Column<Guid>(),
            Block = t.Column<string>(maxLength: 40),
            Carried = t.Column<string>(),
            EndsOn = t.Column<DateOnly>(),
            OrganisationId = t.Column<Guid>(),
            ProjectId = t.Column<Guid>(),
            StartsOn = t.Column<DateOnly>(),
            Text = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_report_text", x => x.Id);
            t.ForeignKey("FK_programmes_report_text_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_report_text_one", "programmes_report_text", ["ProjectId", "StartsOn", "EndsOn", "OrganisationId", "Block"], unique: true);

        migration.CreateTable("programmes_partner_value", t => new
        {
            Id = t.Column<Guid>(),
            EndsOn = t.Column<DateOnly>(),
            IndicatorId = t.Column<Guid>(),
            OrganisationId = t.Column<Guid>(),
            ProjectId = t.Column<Guid>(),
            Source = t.Column<string>(),
            StartsOn = t.Column<DateOnly>(),
            Value = t.Column<decimal>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_partner_value", x => x.Id);
            t.ForeignKey("FK_programmes_partner_value_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_partner_value_one", "programmes_partner_value", ["ProjectId", "StartsOn", "EndsOn", "OrganisationId", "IndicatorId"], unique: true);

        migration.CreateTable("programmes_report_submission", t => new
        {
            Id = t.Column<Guid>(),
            Content = t.Column<string>(),
            Hash = t.Column<string>(maxLength: 64),
            Number = t.Column<int>(),
            ReportId = t.Column<Guid>(),
            SubmittedAt = t.Column<DateTime>(),
            SubmittedBy = t.Column<Guid>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_report_submission", x => x.Id);
            t.ForeignKey("FK_programmes_report_submission_report", x => x.ReportId, "programmes_report", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_report_submission_ReportId_Number", "programmes_report_submission", ["ReportId", "Number"], unique: true);
        migration.CreateIndex("IX_programmes_report_submission_Hash", "programmes_report_submission", "Hash");

        migration.CreateTable("programmes_report_reopening", t => new
        {
            Id = t.Column<Guid>(),
            At = t.Column<DateTime>(),
            By = t.Column<Guid>(nullable: true),
            Kind = t.Column<string>(),
            Reason = t.Column<string>(),
            ReportId = t.Column<Guid>(),
            Submission = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_report_reopening", x => x.Id);
            t.ForeignKey("FK_programmes_report_reopening_report", x => x.ReportId, "programmes_report", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_report_reopening_ReportId", "programmes_report_reopening", "ReportId");
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Commitments of any record; minutes, decisions and risks.</summary>
[DbContext(typeof(PlatformDb)), Migration("0021-Meetings")]
public sealed class Meetings0021 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_commitment", t => new
        {
            Id = t.Column<Guid>(),
            DueOn = t.Column<DateOnly>(nullable: true),
            OrganisationId = t.Column<Guid>(nullable: true),
            Outcome = t.Column<string>(),
            OwnerId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(nullable: true),
            RecordId = t.Column<Guid>(),
            RecordKind = t.Column<string>(maxLength: 40),
            SettledOn = t.Column<DateOnly>(nullable: true),
            SortDue = t.Column<int>(),
            State = t.Column<string>(),
            Text = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_commitment", x => x.Id);
        });
        migration.CreateIndex("IX_platform_commitment_OwnerId_SortDue_Id", "platform_commitment", ["OwnerId", "SortDue", "Id"]);
        migration.CreateIndex("IX_platform_commitment_ProjectId_SortDue_Id", "platform_commitment", ["ProjectId", "SortDue", "Id"]);
        migration.CreateIndex("IX_platform_commitment_RecordId_RecordKind", "platform_commitment", ["RecordId", "RecordKind"]);

        migration.CreateTable("programmes_minutes", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            AdoptedOn = t.Column<DateOnly>(nullable: true),
            Text = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_minutes", x => x.Id);
            t.ForeignKey("FK_programmes_minutes_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_minutes_ActivityId", "programmes_minutes", "ActivityId", unique: true);

        migration.CreateTable("programmes_decision", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Number = t.Column<int>(),
            Text = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_decision", x => x.Id);
            t.ForeignKey("FK_programmes_decision_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_decision_ActivityId_Number", "programmes_decision", ["ActivityId", "Number"]);

        migration.CreateTable("programmes_risk", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(nullable: true),
            Impact = t.Column<string>(),
            Likelihood = t.Column<string>(),
            OrganisationId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(),
            Response = t.Column<string>(),
            ReviewOn = t.Column<DateOnly>(nullable: true),
            Score = t.Column<int>(),
            State = t.Column<string>(),
            Text = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_risk", x => x.Id);
            t.ForeignKey("FK_programmes_risk_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_risk_ProjectId_State_Score", "programmes_risk", ["ProjectId", "State", "Score"]);
    }
}

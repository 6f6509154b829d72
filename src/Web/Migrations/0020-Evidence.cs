using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Evidence on any record, and who can be recognised in it.</summary>
[DbContext(typeof(PlatformDb)), Migration("0020-Evidence")]
public sealed class Evidence0020 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_evidence", t => new
        {
            Id = t.Column<Guid>(),
            AddedAt = t.Column<DateTime>(),
            AddedBy = t.Column<Guid>(nullable: true),
            Address = t.Column<string>(nullable: true, maxLength: 500),
            FileId = t.Column<Guid>(nullable: true),
            Hash = t.Column<string>(nullable: true, maxLength: 64),
            Kind = t.Column<string>(),
            Note = t.Column<string>(),
            OrganisationId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(nullable: true),
            RecordId = t.Column<Guid>(),
            RecordKind = t.Column<string>(maxLength: 40),
            Sensitivity = t.Column<string>(),
            TakenBy = t.Column<Guid>(nullable: true),
            TakenOn = t.Column<DateOnly>(nullable: true),
            VerifiedAt = t.Column<DateTime>(nullable: true),
            VerifiedBy = t.Column<Guid>(nullable: true),
            Version = t.Column<int>(),
            WithheldOn = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_evidence", x => x.Id);
        });
        migration.CreateIndex("IX_platform_evidence_FileId", "platform_evidence", "FileId");
        migration.CreateIndex("IX_platform_evidence_ProjectId", "platform_evidence", "ProjectId");
        migration.CreateIndex("IX_platform_evidence_RecordId_RecordKind", "platform_evidence", ["RecordId", "RecordKind"]);

        migration.CreateTable("platform_evidence_person", t => new
        {
            Id = t.Column<Guid>(),
            PersonId = t.Column<Guid>(),
            PieceId = t.Column<Guid>(),
            RecordedAs = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_evidence_person", x => x.Id);
            t.ForeignKey("FK_platform_evidence_person_platform_evidence_PieceId", x => x.PieceId, "platform_evidence", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_platform_evidence_person_PersonId", "platform_evidence_person", "PersonId");
        migration.CreateIndex("IX_platform_evidence_person_PieceId", "platform_evidence_person", "PieceId");
        migration.CreateIndex("IX_platform_evidence_person_RecordedAs", "platform_evidence_person", "RecordedAs");
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Files on their way in, what was chosen for their columns, and what their rows became.</summary>
[DbContext(typeof(PlatformDb)), Migration("0025-Import")]
public sealed class Import0025 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_import", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(nullable: true),
            Bytes = t.Column<long>(),
            Changed = t.Column<int>(),
            Columns = t.Column<string>(),
            CreatedAt = t.Column<DateTime>(),
            Encoding = t.Column<string>(nullable: true, maxLength: 40),
            ExpiresAt = t.Column<DateTime>(nullable: true),
            FileHash = t.Column<string>(maxLength: 64),
            FileName = t.Column<byte[]>(),
            FinishedAt = t.Column<DateTime>(nullable: true),
            HeaderRow = t.Column<int>(),
            JobId = t.Column<Guid>(nullable: true),
            Kind = t.Column<string>(maxLength: 40),
            LeavesOutWrong = t.Column<bool>(),
            LeftOut = t.Column<int>(),
            New = t.Column<int>(),
            Rows = t.Column<int>(),
            Same = t.Column<int>(),
            SheetIndex = t.Column<int>(),
            State = t.Column<string>(),
            TargetId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_platform_import", x => x.Id));
        migration.CreateIndex("IX_platform_import_AccountId_CreatedAt", "platform_import", ["AccountId", "CreatedAt"]);
        migration.CreateIndex("IX_platform_import_ExpiresAt", "platform_import", "ExpiresAt");
        migration.CreateIndex("IX_platform_import_FileHash", "platform_import", "FileHash");

        migration.CreateTable("platform_import_chunk", t => new
        {
            ImportId = t.Column<Guid>(),
            Ordinal = t.Column<int>(),
            Sealed = t.Column<byte[]>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_import_chunk", x => new { x.ImportId, x.Ordinal });
            t.ForeignKey("FK_platform_import_chunk_platform_import_ImportId", x => x.ImportId, "platform_import", "Id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("platform_import_matching", t => new
        {
            AccountId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 40),
            Shape = t.Column<string>(maxLength: 64),
            Columns = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_platform_import_matching", x => new { x.AccountId, x.Kind, x.Shape }));

        migration.CreateTable("platform_import_row", t => new
        {
            Kind = t.Column<string>(maxLength: 40),
            TargetId = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 64),
            RecordId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_platform_import_row", x => new { x.Kind, x.TargetId, x.Key }));
        migration.CreateIndex("IX_platform_import_row_RecordId", "platform_import_row", "RecordId");
    }
}

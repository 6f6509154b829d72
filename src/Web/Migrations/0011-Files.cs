using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Files: what records have, and the bytes in chunks.</summary>
[DbContext(typeof(PlatformDb)), Migration("0011-Files")]
public sealed class Files0011 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_file_content", t => new
        {
            Id = t.Column<Guid>(),
            Hash = t.Column<string>(maxLength: 64),
            Length = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_platform_file_content", x => x.Id));
        migration.CreateIndex("IX_platform_file_content_Hash", "platform_file_content", "Hash", unique: true);

        migration.CreateTable("platform_file_chunk", t => new
        {
            ContentId = t.Column<Guid>(),
            Ordinal = t.Column<int>(),
            Bytes = t.Column<byte[]>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_file_chunk", x => new { x.ContentId, x.Ordinal });
            t.ForeignKey("FK_platform_file_chunk_content", x => x.ContentId, "platform_file_content", "Id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("platform_file", t => new
        {
            Id = t.Column<Guid>(),
            ContentId = t.Column<Guid>(),
            Hash = t.Column<string>(maxLength: 64),
            Kind = t.Column<string>(),
            Length = t.Column<long>(),
            OriginalHash = t.Column<string>(maxLength: 64),
            OwnerId = t.Column<Guid>(),
            OwnerKind = t.Column<string>(maxLength: 60),
            Removed = t.Column<string>(),
            SavedAt = t.Column<DateTime>(),
            SealedName = t.Column<byte[]>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_file", x => x.Id);
            t.ForeignKey("FK_platform_file_content", x => x.ContentId, "platform_file_content", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_platform_file_ContentId", "platform_file", "ContentId");
        migration.CreateIndex("IX_platform_file_OwnerKind_OwnerId", "platform_file", ["OwnerKind", "OwnerId"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>The audit chain.</summary>
[DbContext(typeof(PlatformDb)), Migration("0001-Audit")]
public sealed class Audit0001 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_audit_link", t => new
        {
            Sequence = t.Column<long>(),
            At = t.Column<DateTime>(),
            AccountId = t.Column<Guid>(nullable: true),
            Entries = t.Column<int>(),
            KeyId = t.Column<string>(),
            Hash = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_platform_audit_link", x => x.Sequence));

        migration.CreateTable("platform_audit_entry", t => new
        {
            Sequence = t.Column<long>(),
            Ordinal = t.Column<int>(),
            Kind = t.Column<string>(),
            RecordId = t.Column<Guid>(),
            Action = t.Column<string>(),
            Changes = t.Column<string>(),
            Count = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_audit_entry", x => new { x.Sequence, x.Ordinal }));
        migration.CreateIndex("IX_platform_audit_entry_RecordId", "platform_audit_entry", "RecordId");

        migration.CreateTable("platform_audit_head", t => new
        {
            Id = t.Column<int>(),
            Sequence = t.Column<long>(),
            Hash = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_platform_audit_head", x => x.Id));
        migration.Sql("""INSERT INTO "platform_audit_head" ("Id", "Sequence", "Hash") VALUES (1, 0, '')""");
    }
}

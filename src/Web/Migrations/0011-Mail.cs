using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Messages that go out, and links without account.</summary>
[DbContext(typeof(PlatformDb)), Migration("0011-Mail")]
public sealed class Mail0011 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_link", t => new
        {
            Id = t.Column<Guid>(),
            CreatedBy = t.Column<Guid>(nullable: true),
            ExpiresAt = t.Column<DateTime>(),
            Purpose = t.Column<string>(maxLength: 60),
            RecordId = t.Column<Guid>(),
            RevokedAt = t.Column<DateTime>(nullable: true),
            TokenHash = t.Column<string>(maxLength: 64),
            UsesLeft = t.Column<int>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_link", x => x.Id));
        migration.CreateIndex("IX_platform_link_RecordId", "platform_link", "RecordId");
        migration.CreateIndex("IX_platform_link_TokenHash", "platform_link", "TokenHash", unique: true);

        migration.CreateTable("platform_outbox", t => new
        {
            Id = t.Column<Guid>(),
            Body = t.Column<byte[]>(),
            ChangedAt = t.Column<DateTime>(),
            CreatedAt = t.Column<DateTime>(),
            CreatedBy = t.Column<Guid>(nullable: true),
            Kind = t.Column<string>(maxLength: 60),
            Language = t.Column<string>(maxLength: 10),
            Recipient = t.Column<byte[]>(),
            RecordId = t.Column<Guid>(nullable: true),
            State = t.Column<string>(),
            Subject = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_platform_outbox", x => x.Id));
        migration.CreateIndex("IX_platform_outbox_CreatedBy_CreatedAt", "platform_outbox", ["CreatedBy", "CreatedAt"]);
        migration.CreateIndex("IX_platform_outbox_State", "platform_outbox", "State");
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Sessions, invitations, data-protection keys, versions for the nodes' memories, limits, settings, donors' views.</summary>
[DbContext(typeof(PlatformDb)), Migration("0006-SignIn")]
public sealed class SignIn0006 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_data_key", t => new
        {
            Name = t.Column<string>(maxLength: 200),
            Xml = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_platform_data_key", x => x.Name));

        migration.CreateTable("platform_invitation", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(),
            ExpiresAt = t.Column<DateTime>(),
            TokenHash = t.Column<string>(maxLength: 64),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_invitation", x => x.Id));
        migration.CreateIndex("IX_platform_invitation_AccountId", "platform_invitation", "AccountId");
        migration.CreateIndex("IX_platform_invitation_TokenHash", "platform_invitation", "TokenHash", unique: true);

        migration.CreateTable("platform_rate", t => new
        {
            Key = t.Column<string>(maxLength: 64),
            EndsAt = t.Column<DateTime>(),
            Count = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_rate", x => new { x.Key, x.EndsAt }));
        migration.CreateIndex("IX_platform_rate_EndsAt", "platform_rate", "EndsAt");

        migration.CreateTable("platform_session", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(),
            Device = t.Column<string>(maxLength: 60),
            EndsAt = t.Column<DateTime>(),
            SeenAt = t.Column<DateTime>(),
            StartedAt = t.Column<DateTime>(),
        }, constraints: t => t.PrimaryKey("PK_platform_session", x => x.Id));
        migration.CreateIndex("IX_platform_session_AccountId", "platform_session", "AccountId");
        migration.CreateIndex("IX_platform_session_EndsAt", "platform_session", "EndsAt");

        migration.CreateTable("platform_setting", t => new
        {
            Name = t.Column<string>(maxLength: 64),
            Value = t.Column<string>(maxLength: 2000),
        }, constraints: t => t.PrimaryKey("PK_platform_setting", x => x.Name));

        migration.CreateTable("platform_version", t => new
        {
            Name = t.Column<string>(maxLength: 64),
            Value = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_platform_version", x => x.Name));

        migration.CreateTable("platform_view_log", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(),
            At = t.Column<DateTime>(),
            RecordId = t.Column<Guid>(nullable: true),
            Template = t.Column<string>(maxLength: 200),
        }, constraints: t => t.PrimaryKey("PK_platform_view_log", x => x.Id));
        migration.CreateIndex("IX_platform_view_log_AccountId_At", "platform_view_log", ["AccountId", "At"]);
        migration.CreateIndex("IX_platform_view_log_At", "platform_view_log", "At");
    }
}

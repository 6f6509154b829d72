using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Roles of accounts.</summary>
[DbContext(typeof(PlatformDb)), Migration("0003-Membership")]
public sealed class Membership0003 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_membership", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(),
            EndsOn = t.Column<DateOnly>(nullable: true),
            OrganisationId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(nullable: true),
            Role = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_membership", x => x.Id);
        });
        migration.CreateIndex("IX_platform_membership_AccountId", "platform_membership", "AccountId");
    }
}

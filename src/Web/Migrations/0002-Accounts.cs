using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Accounts, as ASP.NET Core Identity keeps them.</summary>
[DbContext(typeof(PlatformDb)), Migration("0002-Accounts")]
public sealed class Accounts0002 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_account", t => new
        {
            Id = t.Column<Guid>(),
            AccessFailedCount = t.Column<int>(),
            ConcurrencyStamp = t.Column<string>(nullable: true),
            Contact = t.Column<byte[]>(nullable: true),
            DemoRole = t.Column<string>(nullable: true),
            Disabled = t.Column<bool>(),
            EmailConfirmed = t.Column<bool>(),
            Language = t.Column<string>(),
            LastCodeStep = t.Column<long>(),
            LockoutEnabled = t.Column<bool>(),
            LockoutEnd = t.Column<DateTimeOffset>(nullable: true),
            NormalizedEmail = t.Column<string>(nullable: true, maxLength: 256),
            NormalizedUserName = t.Column<string>(nullable: true, maxLength: 256),
            PasswordHash = t.Column<string>(nullable: true),
            SecurityStamp = t.Column<string>(nullable: true),
            TwoFactorEnabled = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_account", x => x.Id);
        });
        migration.CreateIndex("EmailIndex", "platform_account", "NormalizedEmail");
        migration.CreateIndex("UserNameIndex", "platform_account", "NormalizedUserName", unique: true);

        migration.CreateTable("platform_account_claim", t => new
        {
            Id = Counted(t.Column<int>()),
            ClaimType = t.Column<string>(nullable: true),
            ClaimValue = t.Column<string>(nullable: true),
            UserId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_account_claim", x => x.Id);
            t.ForeignKey("FK_platform_account_claim_platform_account_UserId", x => x.UserId, "platform_account", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_platform_account_claim_UserId", "platform_account_claim", "UserId");

        migration.CreateTable("platform_account_login", t => new
        {
            LoginProvider = t.Column<string>(maxLength: 128),
            ProviderKey = t.Column<string>(maxLength: 128),
            ProviderDisplayName = t.Column<string>(nullable: true),
            UserId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_account_login", x => new { x.LoginProvider, x.ProviderKey });
            t.ForeignKey("FK_platform_account_login_platform_account_UserId", x => x.UserId, "platform_account", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_platform_account_login_UserId", "platform_account_login", "UserId");

        migration.CreateTable("platform_account_passkey", t => new
        {
            CredentialId = t.Column<byte[]>(maxLength: 1024),
            Data = t.Column<string>(type: ActiveProvider!.EndsWith("PostgreSQL") ? "jsonb" : null),
            UserId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_account_passkey", x => x.CredentialId);
            t.ForeignKey("FK_platform_account_passkey_platform_account_UserId", x => x.UserId, "platform_account", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_platform_account_passkey_UserId", "platform_account_passkey", "UserId");

        migration.CreateTable("platform_account_token", t => new
        {
            UserId = t.Column<Guid>(),
            LoginProvider = t.Column<string>(maxLength: 128),
            Name = t.Column<string>(maxLength: 128),
            Value = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_account_token", x => new { x.UserId, x.LoginProvider, x.Name });
            t.ForeignKey("FK_platform_account_token_platform_account_UserId", x => x.UserId, "platform_account", "Id", onDelete: ReferentialAction.Cascade);
        });
    }

    // Each database in a method of its own: a program that uses the one never loads the other.
    private OperationBuilder<AddColumnOperation> Counted(OperationBuilder<AddColumnOperation> column) =>
        ActiveProvider!.EndsWith("PostgreSQL") ? CountedByPostgreSql(column) : column.Annotation("Sqlite:Autoincrement", true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OperationBuilder<AddColumnOperation> CountedByPostgreSql(OperationBuilder<AddColumnOperation> column) =>
        column.Annotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Organisations and the table in which text is found.</summary>
[DbContext(typeof(PlatformDb)), Migration("0013-Organisations")]
public sealed class Organisations0013 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_organisation", t => new
        {
            Id = t.Column<Guid>(),
            Acronym = t.Column<string>(nullable: true, maxLength: 100),
            AddressPrinted = t.Column<string>(nullable: true, maxLength: 300),
            Aliases = t.Column<string>(),
            CountryId = t.Column<string>(nullable: true, maxLength: 40),
            Kind = t.Column<string>(),
            MembersAnnounced = t.Column<int>(nullable: true),
            Name = t.Column<string>(),
            SeatPlaceId = t.Column<string>(nullable: true, maxLength: 60),
            Seats = t.Column<string>(),
            SortEn = t.Column<string>(maxLength: 120),
            SortSq = t.Column<string>(maxLength: 120),
            SortSr = t.Column<string>(maxLength: 120),
            Version = t.Column<int>(),
            Website = t.Column<string>(nullable: true, maxLength: 300),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_organisation", x => x.Id);
        });
        migration.CreateIndex("IX_platform_organisation_Kind_SortEn", "platform_organisation", ["Kind", "SortEn"]);
        migration.CreateIndex("IX_platform_organisation_SortEn_Id", "platform_organisation", ["SortEn", "Id"]);
        migration.CreateIndex("IX_platform_organisation_SortSq_Id", "platform_organisation", ["SortSq", "Id"]);
        migration.CreateIndex("IX_platform_organisation_SortSr_Id", "platform_organisation", ["SortSr", "Id"]);

        migration.CreateTable("platform_organisation_member", t => new
        {
            Id = t.Column<Guid>(),
            ConsortiumId = t.Column<Guid>(),
            MemberId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_organisation_member", x => x.Id);
            t.ForeignKey("FK_platform_organisation_member_consortium", x => x.ConsortiumId, "platform_organisation", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_platform_organisation_member_member", x => x.MemberId, "platform_organisation", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_platform_organisation_member_ConsortiumId_MemberId", "platform_organisation_member", ["ConsortiumId", "MemberId"], unique: true);
        migration.CreateIndex("IX_platform_organisation_member_MemberId", "platform_organisation_member", "MemberId");

        migration.CreateTable("platform_search_token", t => new
        {
            RecordId = t.Column<Guid>(),
            Token = t.Column<string>(maxLength: 40),
            Kind = t.Column<string>(maxLength: 40),
            ProjectId = t.Column<Guid>(nullable: true),
            Visibility = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_platform_search_token", x => new { x.RecordId, x.Token });
        });
        migration.CreateIndex("IX_platform_search_token_Kind_Token_RecordId", "platform_search_token", ["Kind", "Token", "RecordId"]);
    }
}

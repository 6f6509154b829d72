using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Persons: identity and facts apart, merges, links, the erasure list.</summary>
[DbContext(typeof(PlatformDb)), Migration("0008-Persons")]
public sealed class Persons0008 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_person_distinct", t => new
        {
            Id = t.Column<Guid>(),
            OneId = t.Column<Guid>(),
            OtherId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_distinct", x => x.Id));
        migration.CreateIndex("IX_platform_person_distinct_OneId", "platform_person_distinct", "OneId");
        migration.CreateIndex("IX_platform_person_distinct_OtherId", "platform_person_distinct", "OtherId");

        migration.CreateTable("platform_person_erased", t => new
        {
            Id = t.Column<Guid>(),
            Revision = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_erased", x => x.Id));

        migration.CreateTable("platform_person_facts", t => new
        {
            Id = t.Column<Guid>(),
            AgeBand = t.Column<string>(nullable: true),
            Answers = t.Column<string>(),
            Communities = t.Column<string>(nullable: true, maxLength: 120),
            Gender = t.Column<string>(nullable: true),
            PlaceId = t.Column<string>(nullable: true, maxLength: 64),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_facts", x => x.Id));

        migration.CreateTable("platform_person_identity", t => new
        {
            Id = t.Column<Guid>(),
            Email = t.Column<byte[]>(nullable: true),
            EmailKey = t.Column<string>(nullable: true, maxLength: 64),
            FamilyName = t.Column<byte[]>(nullable: true),
            GivenName = t.Column<byte[]>(nullable: true),
            HomeOrganisation = t.Column<byte[]>(nullable: true),
            IsEmptied = t.Column<bool>(),
            MergedIntoId = t.Column<Guid>(nullable: true),
            OrganisationId = t.Column<Guid>(),
            Revision = t.Column<long>(),
            Signature = t.Column<byte[]>(nullable: true),
            Telephone = t.Column<byte[]>(nullable: true),
            TelephoneKey = t.Column<string>(nullable: true, maxLength: 64),
            Title = t.Column<byte[]>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_identity", x => x.Id));
        migration.CreateIndex("IX_platform_person_identity_EmailKey", "platform_person_identity", "EmailKey");
        migration.CreateIndex("IX_platform_person_identity_MergedIntoId", "platform_person_identity", "MergedIntoId");
        migration.CreateIndex("IX_platform_person_identity_OrganisationId", "platform_person_identity", "OrganisationId");
        migration.CreateIndex("IX_platform_person_identity_Revision", "platform_person_identity", "Revision");
        migration.CreateIndex("IX_platform_person_identity_TelephoneKey", "platform_person_identity", "TelephoneKey");

        migration.CreateTable("platform_person_link", t => new
        {
            Id = t.Column<Guid>(),
            Members = t.Column<byte[]>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_link", x => x.Id));

        migration.CreateTable("platform_person_merge", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(nullable: true),
            At = t.Column<DateTime>(),
            Choices = t.Column<string>(),
            GoneId = t.Column<Guid>(),
            IsConfirmed = t.Column<bool>(),
            KeptId = t.Column<Guid>(),
            OrganisationId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_merge", x => x.Id));
        migration.CreateIndex("IX_platform_person_merge_GoneId", "platform_person_merge", "GoneId");
        migration.CreateIndex("IX_platform_person_merge_KeptId", "platform_person_merge", "KeptId");
        migration.CreateIndex("IX_platform_person_merge_OrganisationId", "platform_person_merge", "OrganisationId");

        migration.CreateTable("platform_person_original", t => new
        {
            Id = t.Column<Guid>(),
            Content = t.Column<byte[]>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_original", x => x.Id));

        migration.CreateTable("platform_person_revision", t => new
        {
            Id = t.Column<int>(),
            Revision = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_platform_person_revision", x => x.Id));
        migration.Sql("""INSERT INTO "platform_person_revision" ("Id", "Revision") VALUES (1, 0)""");
    }
}

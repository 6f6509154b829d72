using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Consents and the texts that people agree to.</summary>
[DbContext(typeof(PlatformDb)), Migration("0009-Consents")]
public sealed class Consents0009 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_consent", t => new
        {
            Id = t.Column<Guid>(),
            GivenForm = t.Column<string>(),
            GivenOn = t.Column<DateOnly>(),
            PersonId = t.Column<Guid>(),
            Purpose = t.Column<string>(),
            RecordedAs = t.Column<Guid>(),
            TextId = t.Column<Guid>(),
            Version = t.Column<int>(),
            WithdrawnForm = t.Column<string>(nullable: true),
            WithdrawnOn = t.Column<DateOnly>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_platform_consent", x => x.Id));
        migration.CreateIndex("IX_platform_consent_PersonId", "platform_consent", "PersonId");
        migration.CreateIndex("IX_platform_consent_RecordedAs", "platform_consent", "RecordedAs");

        migration.CreateTable("platform_consent_text", t => new
        {
            Id = t.Column<Guid>(),
            Number = t.Column<int>(),
            Purpose = t.Column<string>(),
            Since = t.Column<DateOnly>(),
            Text = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_consent_text", x => x.Id));
        migration.CreateIndex("IX_platform_consent_text_Purpose_Number", "platform_consent_text", ["Purpose", "Number"], unique: true);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>How exact an activity's own number of attendances is, from the declared count that it was taken from.</summary>
[DbContext(typeof(PlatformDb)), Migration("0027-Precision")]
public sealed class Precision0027 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("OwnPrecision", "programmes_activity", nullable: true);
        migration.Sql("""
            UPDATE "programmes_activity" SET "OwnPrecision" = (SELECT max(c."Precision") FROM "programmes_declared_count" c
            WHERE c."ActivityId" = "programmes_activity"."Id" AND c."Measure" = 'Attendances' AND c."Value" = "programmes_activity"."OwnAttendances")
            WHERE "OwnAttendances" IS NOT NULL
            """);
    }
}

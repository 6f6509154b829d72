using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Targets by group, and who wrote a value.</summary>
[DbContext(typeof(PlatformDb)), Migration("0062-Targets")]
public sealed class Targets0062 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("Parts", "programmes_indicator_target", defaultValue: "[]");
        migration.AddColumn<Guid>("WrittenBy", "programmes_indicator_value", nullable: true);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>People at activities day by day, the log of how they were written down, and counts without names.</summary>
[DbContext(typeof(PlatformDb)), Migration("0022-Attendance")]
public sealed class Attendance0022 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("programmes_attendance", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Organisation = t.Column<byte[]>(nullable: true),
            PersonId = t.Column<Guid>(),
            RecordedAs = t.Column<Guid>(),
            Role = t.Column<string>(nullable: true),
            Side = t.Column<string>(nullable: true, maxLength: 10),
            State = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_attendance", x => x.Id);
            t.ForeignKey("FK_programmes_attendance_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_attendance_ActivityId_RecordedAs", "programmes_attendance", ["ActivityId", "RecordedAs"], unique: true);
        migration.CreateIndex("IX_programmes_attendance_PersonId", "programmes_attendance", "PersonId");
        migration.CreateIndex("IX_programmes_attendance_RecordedAs", "programmes_attendance", "RecordedAs");

        migration.CreateTable("programmes_attendance_day", t => new
        {
            AttendedId = t.Column<Guid>(),
            Day = t.Column<DateOnly>(),
            SessionId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_attendance_day", x => new { x.AttendedId, x.Day, x.SessionId });
            t.ForeignKey("FK_programmes_attendance_day_programmes_attendance_AttendedId", x => x.AttendedId, "programmes_attendance", "Id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("programmes_attendance_mark", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(nullable: true),
            ActivityId = t.Column<Guid>(),
            At = t.Column<DateTime>(),
            AttendedId = t.Column<Guid>(),
            Channel = t.Column<string>(),
            Day = t.Column<DateOnly>(nullable: true),
            State = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_attendance_mark", x => x.Id);
            t.ForeignKey("FK_programmes_attendance_mark_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_attendance_mark_ActivityId_At", "programmes_attendance_mark", ["ActivityId", "At"]);
        migration.CreateIndex("IX_programmes_attendance_mark_AttendedId", "programmes_attendance_mark", "AttendedId");

        migration.CreateTable("programmes_door_count", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            By = t.Column<string>(),
            Day = t.Column<DateOnly>(nullable: true),
            Key = t.Column<string>(maxLength: 60),
            Value = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_door_count", x => x.Id);
            t.ForeignKey("FK_programmes_door_count_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_door_count_ActivityId_Day", "programmes_door_count", ["ActivityId", "Day"]);
    }
}

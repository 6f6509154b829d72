using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Jobs;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Attendance;

/// <summary>What attendance and meetings bring to the module.</summary>
public static class AttendanceServices
{
    /// <summary>Registers the services.</summary>
    public static IServiceCollection AddAttendanceServices(this IServiceCollection services) => services
        .AddScoped<RecordAttendance>().AddScoped<AttendanceList>().AddScoped<ForgetNames>().AddScoped<PeopleFigure>().AddScoped<Platform.Data.IReencrypt, ReencryptAttendance>()
        .AddScoped<Platform.Import.IImportKind, ImportAttendance>()
        .AddJob<CountDistinctPeople>()
        .AddScoped<IRecordOwner, ActivityRecords>().AddScoped<IRecordOwner, ProjectRecords>()
        .AddScoped<IPersonTraces, AttendanceTraces>()
        .AddScoped<IHandle<PersonMerged>, FollowAttendance>().AddScoped<IHandle<PersonMergeUndone>, FollowAttendance>()
        .AddScoped<IHandle<PersonErased>, FollowAttendance>().AddScoped<IHandle<ConsentWithdrawn>, FollowAttendance>();

    /// <summary>Adds the tables.</summary>
    public static void AddAttendanceTables(this ModelBuilder model)
    {
        model.Entity<Attended>().ToTable("programmes_attendance").HasOne<Activity>().WithMany().HasForeignKey(a => a.ActivityId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<AttendedDay>().ToTable("programmes_attendance_day").HasOne<Attended>().WithMany().HasForeignKey(d => d.AttendedId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<AttendanceMark>(t =>
        {
            t.ToTable("programmes_attendance_mark");
            t.Property(m => m.Id).ValueGeneratedNever();
            t.HasOne<Activity>().WithMany().HasForeignKey(m => m.ActivityId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<DoorCount>().ToTable("programmes_door_count").HasOne<Activity>().WithMany().HasForeignKey(c => c.ActivityId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<DistinctPeople>().ToTable("programmes_distinct_people").HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<Minutes>().ToTable("programmes_minutes").HasOne<Activity>().WithMany().HasForeignKey(m => m.ActivityId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<Decision>().ToTable("programmes_decision").HasOne<Activity>().WithMany().HasForeignKey(d => d.ActivityId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<Risk>().ToTable("programmes_risk").HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>Maps what is no page.</summary>
    public static void MapAttendance(this IEndpointRouteBuilder endpoints)
    {
        AttendanceApi.Map(endpoints);
        ActivityCalendar.Map(endpoints);
    }
}

using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Import;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Demonstration;
using Uramost.Programmes.Iati;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Organisations;
using Uramost.Programmes.Overview;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;

namespace Uramost.Programmes;

/// <summary>Registering programmes and proving their results.</summary>
public sealed class ProgrammesModule : IModule
{
    /// <inheritdoc/>
    public string Name => "programmes";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddScoped<MakeOverview>();
        services.AddScoped<SaveActivity>();
        services.AddScoped<KindNames>();
        services.AddSingleton<ProjectDirectory>();
        services.AddSingleton<IProjects>(s => s.GetRequiredService<ProjectDirectory>());
        services.AddSingleton<IProjectPartners>(s => s.GetRequiredService<ProjectDirectory>());
        services.AddScoped<IActivities, ActivityDirectory>();
        services.AddScoped<IDemonstration, FillDemonstration>().AddScoped<IDemonstration, FillPracticeProject>();
        services.AddScoped<IPageNotice, PracticeNotice>();
        services.AddScoped<IImportKind, ImportOrganisations>().AddScoped<IImportKind, ImportActivities>();
        services.AddScoped<IFileGate, DonorEmblem>();
        services.AddScoped<ActivitiesFigure>();
        services.AddScoped<AttendancesFigure>();
        services.AddSingleton<IExportLimit, ActivityExportLimit>();
        services.AddScoped<ReachFigure>();
        services.AddScoped<IHandle<PersonMerged>, FollowRoles>().AddScoped<IHandle<PersonMergeUndone>, FollowRoles>().AddScoped<IHandle<PersonErased>, FollowRoles>();
        services.AddAttendanceServices();
        services.AddResultsServices();
        services.AddIatiServices();
        services.AddReportsServices();
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAttendance();
        ActivityExport.Map(endpoints);
        OrganisationExport.Map(endpoints);
        ProjectExport.Map(endpoints);
        MeetingExport.Map(endpoints);
        AttendanceExport.Map(endpoints);
        SeriesRow.Map(endpoints);
        BilateralMeeting.Map(endpoints);
        ReferenceDocument.Map(endpoints);
        MinutesDocument.Map(endpoints);
        ResultsExport.Map(endpoints);
        IatiExport.Map(endpoints);
        ReportFiles.Map(endpoints);
    }

    /// <inheritdoc/>
    public IEnumerable<NavigationItem> Navigation =>
    [
        new("/projects", typeof(Projects.Words), "Title", SignedInOnly: false),
        new("/activities", typeof(Activities.Words), "Title", SignedInOnly: false),
        new("/organisations", typeof(Organisations.Words), "Title", SignedInOnly: false),
        new("/works", typeof(Activities.Words), "WorksTitle", SignedInOnly: false),
        new("/minutes", typeof(Meetings.Words), "ListTitle", For: v => new ProgrammesRights(v).IsStaffAnywhere),
    ];

    /// <inheritdoc/>
    public IEnumerable<Figure> Figures(IServiceProvider services) =>
        [services.GetRequiredService<ActivitiesFigure>(), services.GetRequiredService<AttendancesFigure>(), services.GetRequiredService<PeopleFigure>(), services.GetRequiredService<ReachFigure>(),
            services.GetRequiredService<ChangedFigure>(), services.GetRequiredService<MovedFigure>(), services.GetRequiredService<PairsFigure>()];

    /// <inheritdoc/>
    public void AddTables(ModelBuilder model)
    {
        AddProjects(model);
        AddActivities(model);
        model.Entity<DeclaredCount>(t =>
        {
            t.ToTable("programmes_declared_count");
            t.Property(c => c.Breakdown).AsJson();
            t.Property(c => c.TotalOf).AsJson();
            t.HasOne<Activity>().WithMany().HasForeignKey(c => c.ActivityId).OnDelete(DeleteBehavior.Cascade);
            t.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Snapshot>().ToTable("programmes_snapshot").HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Cascade);
        model.AddAttendanceTables();
        model.AddResultsTables();
        model.AddIatiTables();
        model.AddReportsTables();
    }

    private static void AddProjects(ModelBuilder model)
    {
        model.Entity<Source>().ToTable("programmes_source");
        model.Entity<FieldOfWork>(t =>
        {
            t.ToTable("programmes_field_of_work");
            t.Property(f => f.Outcomes).AsJson();
            t.Property(f => f.KeyAssumptions).AsJson();
            t.Property(f => f.ActivityKinds).AsJson();
        });
        model.Entity<Project>(t =>
        {
            t.ToTable("programmes_project");
            t.Ignore(p => p.Start).Ignore(p => p.End);
            t.Property(p => p.Objectives).AsJson();
            t.Property(p => p.KeyAssumptions).AsJson();
            t.Property(p => p.ResultsClaimed).AsJson();
            t.Property(p => p.ContractNumbers).AsJson();
            t.Property(p => p.AreaPlaceIds).AsJson();
            t.HasMany(p => p.Organisations).WithOne().HasForeignKey(o => o.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ProjectOrganisation>().ToTable("programmes_project_organisation");
        model.Entity<DonorProfile>().ToTable("programmes_donor_profile").HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<BudgetLine>().ToTable("programmes_budget_line").HasOne<Project>().WithMany().HasForeignKey(b => b.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void AddActivities(ModelBuilder model)
    {
        model.Entity<ActivityKind>().ToTable("programmes_activity_kind").HasOne<Project>().WithMany().HasForeignKey(k => k.ProjectId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<Topic>().ToTable("programmes_topic");
        model.Entity<Series>().ToTable("programmes_series");
        model.Entity<PublicFigure>().ToTable("programmes_public_figure").Ignore(f => f.Name);
        model.Entity<Activity>(t =>
        {
            t.ToTable("programmes_activity");
            t.Ignore(a => a.Date).Ignore(a => a.Precision);
            t.Property(a => a.Languages).AsJson();
            t.Property(a => a.Groups).AsJson();
            t.Property(a => a.Topics).AsJson();
            t.Property(a => a.TopicsInTitle).AsJson();
            t.Property(a => a.Agreements).AsJson();
            t.Property(a => a.Subjects).AsJson();
            t.HasOne<Project>().WithMany().HasForeignKey(a => a.ProjectId).OnDelete(DeleteBehavior.Restrict);
            t.HasMany(a => a.Places).WithOne().HasForeignKey(p => p.ActivityId).OnDelete(DeleteBehavior.Cascade);
            t.HasMany(a => a.Organisations).WithOne().HasForeignKey(o => o.ActivityId).HasConstraintName("FK_programmes_activity_organisation_activity").OnDelete(DeleteBehavior.Cascade);
            t.HasMany(a => a.Sessions).WithOne().HasForeignKey(s => s.ActivityId).OnDelete(DeleteBehavior.Cascade);
            t.HasMany(a => a.Roles).WithOne().HasForeignKey(r => r.ActivityId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ActivityPlace>().ToTable("programmes_activity_place").Property(p => p.OneOf).AsJson();
        model.Entity<ActivityOrganisation>().ToTable("programmes_activity_organisation");
        model.Entity<ActivityInsider>().ToTable("programmes_activity_insider").HasOne<Activity>().WithMany().HasForeignKey(i => i.ActivityId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<Session>().ToTable("programmes_session");
        model.Entity<SessionRole>().ToTable("programmes_session_role");
        model.Entity<Work>(t =>
        {
            t.ToTable("programmes_work");
            t.Property(w => w.Languages).AsJson();
            t.Property(w => w.Topics).AsJson();
            t.Property(w => w.AuthorIds).AsJson();
        });
        model.Entity<WorkLink>(t =>
        {
            t.ToTable("programmes_work_link");
            t.HasOne<Work>().WithMany().HasForeignKey(l => l.WorkId).OnDelete(DeleteBehavior.Cascade);
            t.HasOne<Activity>().WithMany().HasForeignKey(l => l.ActivityId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

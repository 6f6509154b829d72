using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Backup;
using Uramost.Platform.Commitments;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Figures;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Export;
using Uramost.Platform.Files;
using Uramost.Platform.Health;
using Uramost.Platform.Help;
using Uramost.Platform.Import;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.Mail;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.People.Accounts;
using Uramost.Platform.People.Persons;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;

namespace Uramost.Platform;

/// <summary>What the platform itself brings: accounts, places, files, jobs and their pages.</summary>
public sealed class PlatformModule : IModule
{
    /// <inheritdoc/>
    public string Name => "platform";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddAccounts();
        services.AddSingleton<KnownRoles>();
        services.AddScoped<CurrentViewer>();
        services.AddPlaces().AddNaming();
        services.AddScoped<Events>();
        services.AddScoped<IHandle<ActivityHidden>, FollowHidden>();
        services.AddSingleton<HelpPages>();
        services.AddPersonServices();
        services.AddFiles();
        services.AddEvidenceServices().AddCommitmentServices();
        services.AddScoped<FigureCatalogue>().AddScoped<MakeRelease>().AddScoped<ReleaseLabels>().AddScoped<KeptQueries>();
        services.AddScoped<IOrganisationNames, OrganisationDirectory>();
        services.AddImportServices();
        services.AddJobs().AddMail().AddBackups().AddHealth().AddExport();
    }

    /// <inheritdoc/>
    public void AddTables(ModelBuilder model)
    {
        model.Entity<Membership>().ToTable("platform_membership");
        model.Entity<SearchToken>().ToTable("platform_search_token");
        model.Entity<Organisation>(t =>
        {
            t.ToTable("platform_organisation");
            t.Property(o => o.Aliases).AsJson();
            t.Property(o => o.Seats).AsJson();
        });
        model.Entity<OrganisationMember>(t =>
        {
            t.ToTable("platform_organisation_member");
            t.HasOne<Organisation>().WithMany().HasForeignKey(m => m.ConsortiumId).HasConstraintName("FK_platform_organisation_member_consortium").OnDelete(DeleteBehavior.Cascade);
            t.HasOne<Organisation>().WithMany().HasForeignKey(m => m.MemberId).HasConstraintName("FK_platform_organisation_member_member").OnDelete(DeleteBehavior.Cascade);
        });
        model.AddPersonTables();
        model.AddEvidenceTables();
        model.AddCommitmentTables();
        model.AddAccountTables();
        JobServices.AddTables(model);
        model.AddFileTables();
        model.AddImportTables();
        MailServices.AddTables(model);
        model.Entity<Release>().ToTable("platform_release");
        model.Entity<ReleaseWithdrawal>(t =>
        {
            t.ToTable("platform_release_withdrawal");
            t.HasOne<Release>().WithMany().HasForeignKey(w => w.ReleaseId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ReleaseThreshold>().ToTable("platform_release_threshold");
        model.Entity<AskedQuery>().ToTable("platform_figure_query");
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapBackups();
        endpoints.MapHealth();
        endpoints.MapExport();
        PasskeyOptions.Map(endpoints);
        PeopleApi.Map(endpoints);
        ServeFile.Map(endpoints);
        ImportTemplate.Map(endpoints);
        PersonListExport.Map(endpoints);
        CommitmentExport.Map(endpoints);
        EvidenceExport.Map(endpoints);
        AccountExport.Map(endpoints);
        ReleaseFiles.Map(endpoints);
    }

    /// <inheritdoc/>
    public IEnumerable<NavigationItem> Navigation =>
    [
        new("/people", typeof(People.Persons.Words), "People", For: PeopleRights.MayLook),
        new("/commitments", typeof(Commitments.Words), "Title"),
        new("/evidence", typeof(Evidence.Words), "Evidence", For: v => v.Projects().Count > 0),
        new("/admin", typeof(Administration.Words), "Title", For: v => new AccountRights(v).MayManage),
    ];
}

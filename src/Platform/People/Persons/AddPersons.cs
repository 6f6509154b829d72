using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>What persons bring to the program.</summary>
public static class AddPersons
{
    /// <summary>Registers the services of persons.</summary>
    public static IServiceCollection AddPersonServices(this IServiceCollection services) => services
        .AddScoped<RegisterPerson>().AddScoped<CorrectPerson>().AddScoped<MergePersons>().AddScoped<LinkPersons>().AddScoped<KeepConsent>()
        .AddScoped<ErasePerson>().AddScoped<ReplayErasures>().AddScoped<ExportPerson>().AddScoped<IReencrypt, ReencryptPersons>()
        .AddScoped<PeopleRights>().AddScoped<OwnerNames>().AddSingleton<DuplicateList>()
        .AddScoped<ReadPersonRows>().AddScoped<Import.IImportKind, ImportPeople>().AddScoped<IHandle<PersonErased>, ForgetImportedRows>()
        .AddSingleton<PersonNames>()
        .AddPersonRows<Consent>();

    /// <summary>Adds the tables of persons.</summary>
    public static void AddPersonTables(this ModelBuilder model)
    {
        model.Entity<PersonIdentity>().ToTable("platform_person_identity");
        model.Entity<NamesRevision>().ToTable("platform_person_revision").Property(r => r.Id).ValueGeneratedNever();
        model.Entity<ErasedPerson>().ToTable("platform_person_erased").Property(e => e.Id).ValueGeneratedNever();
        var facts = model.Entity<PersonFacts>().ToTable("platform_person_facts");
        facts.Property(f => f.Communities).HasConversion<CommunityAnswerConverter>().HasMaxLength(120);
        facts.Property(f => f.Answers).HasConversion<FactAnswersConverter>();
        model.Entity<PersonMerge>().ToTable("platform_person_merge").Property(m => m.Choices).HasConversion<MergeChoicesConverter>();
        model.Entity<PersonOriginal>().ToTable("platform_person_original");
        model.Entity<TwoPeople>().ToTable("platform_person_distinct");
        model.Entity<LinkedPerson>().ToTable("platform_person_link");
        model.Entity<Consent>().ToTable("platform_consent");
        model.Entity<ConsentText>().ToTable("platform_consent_text");
    }
}

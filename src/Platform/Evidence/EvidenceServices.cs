using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Evidence;

/// <summary>What evidence brings to the program.</summary>
public static class EvidenceServices
{
    /// <summary>Registers the services of evidence, and of records on which something hangs.</summary>
    public static IServiceCollection AddEvidenceServices(this IServiceCollection services) => services
        .AddScoped<RecordOwners>()
        .AddScoped<KeepEvidence>()
        .AddScoped<NamedPeople>()
        .AddScoped<IFileGate, EvidenceFile>()
        .AddPersonRows<EvidencePerson>()
        .AddScoped<IHandle<ConsentWithdrawn>, WithholdEvidence>().AddScoped<IHandle<PersonErased>, WithholdEvidence>();

    /// <summary>Adds the tables of evidence.</summary>
    public static void AddEvidenceTables(this ModelBuilder model)
    {
        model.Entity<EvidencePiece>().ToTable("platform_evidence");
        model.Entity<EvidencePerson>().ToTable("platform_evidence_person").HasOne<EvidencePiece>().WithMany().HasForeignKey(p => p.PieceId).OnDelete(DeleteBehavior.Cascade);
    }
}

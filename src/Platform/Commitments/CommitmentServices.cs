using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Platform.Commitments;

/// <summary>What commitments bring to the program.</summary>
public static class CommitmentServices
{
    /// <summary>Registers the services of commitments.</summary>
    public static IServiceCollection AddCommitmentServices(this IServiceCollection services) => services.AddScoped<CommitmentOwners>();

    /// <summary>Adds the table of commitments.</summary>
    public static void AddCommitmentTables(this ModelBuilder model) => model.Entity<Commitment>().ToTable("platform_commitment");
}

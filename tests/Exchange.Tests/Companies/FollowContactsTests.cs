using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Exchange.Companies;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;

namespace Uramost.Exchange.Tests.Companies;

/// <summary>Who does not want to be called any more is nobody's contact.</summary>
public sealed class FollowContactsTests
{
    [Theory, OnBothDatabases]
    public async Task Of_who_withdraws_the_consent_to_be_called_no_contact_is_left(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var company = new Company { LegalName = "Frutex" };
        var (caller, other) = (Guid.NewGuid(), Guid.NewGuid());
        db.Add(company);
        foreach (var person in new[] { caller, other }) db.Add(new CompanyContact { CompanyId = company.Id, PersonId = person, RecordedAs = person, Role = ContactRole.Trade });
        await db.SaveChangesAsync();

        await Withdraw(ConsentPurpose.Photo);
        Assert.Equal(2, await db.Set<CompanyContact>().CountAsync());
        await Withdraw(ConsentPurpose.Contact);
        Assert.Equal(other, (await db.Set<CompanyContact>().AsNoTracking().SingleAsync()).PersonId);
        Assert.Null((await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run()).BrokenAt);

        async Task Withdraw(ConsentPurpose purpose)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scope.ServiceProvider.GetRequiredService<Events>().Publish(db, new ConsentWithdrawn(caller, purpose, new DateOnly(2026, 11, 24)));
            await transaction.CommitAsync();
        }
    }
}

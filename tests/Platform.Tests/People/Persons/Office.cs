using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>What staff do with persons, each act in a scope of its own as a request would be.</summary>
internal static class Office
{
    public static async Task<T> Do<TService, T>(this TestSite site, Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = site.Scope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public static Task Do<TService>(this TestSite site, Func<TService, Task> act)
        where TService : notnull => site.Do<TService, int>(async s => { await act(s); return 0; });

    public static Task<Guid> Register(this TestSite site, Guid organisation, IdentityFields identity, FactsAnswer? facts = null) =>
        site.Do<RegisterPerson, Guid>(r => r.Add(organisation, identity, facts));

    public static Task<IdentityFields> Identity(this TestSite site, Guid person) => site.WithDb(async db =>
        (await db.Set<PersonIdentity>().FindAsync(person))!.Read(site.Services.GetRequiredService<KeyRing>()));

    public static AnswerOnForm OnCard(int day = 1) => new(AnswerForm.Card, null, new DateOnly(2022, 6, day), null);
}

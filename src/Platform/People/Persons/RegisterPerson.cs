using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>Registers new persons, one or many, and finds those who are there by their contacts.</summary>
public sealed class RegisterPerson(PlatformDb db, KeyRing keys)
{
    /// <summary>A person to register.</summary>
    /// <param name="Identity">Who they are.</param>
    /// <param name="Facts">What they answered, or null.</param>
    public sealed record Newcomer(IdentityFields Identity, FactsAnswer? Facts = null);

    /// <summary>Registers a person of an organisation.</summary>
    /// <returns>The person's id.</returns>
    public async Task<Guid> Add(Guid organisationId, IdentityFields identity, FactsAnswer? facts = null, CancellationToken ct = default) =>
        (await AddMany(organisationId, [new Newcomer(identity, facts)], ct))[0];

    /// <summary>Registers many persons with one revision of the names.</summary>
    /// <returns>Their ids, in the order given.</returns>
    public async Task<IReadOnlyList<Guid>> AddMany(Guid organisationId, IEnumerable<Newcomer> newcomers, CancellationToken ct = default)
    {
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var revision = await NamesRevision.Next(db, ct);
        var persons = new List<PersonIdentity>();
        var answers = new List<PersonFacts>();
        foreach (var newcomer in newcomers)
        {
            var person = PersonIdentity.Of(organisationId);
            person.Write(keys, newcomer.Identity);
            person.Revision = revision;
            persons.Add(person);
            if (newcomer.Facts is not { IsEmpty: false } said) continue;
            var facts = PersonFacts.Of(person.Id);
            said.WriteTo(facts);
            answers.Add(facts);
        }

        if (db.Audit.BatchKey is { } batch)
        {
            await BulkInsert.Add(db, persons, batch, ct);
            await BulkInsert.Add(db, answers, batch, ct);
        }
        else
        {
            db.AddRange(persons);
            db.AddRange(answers);
            await db.SaveChangesAsync(ct);
        }

        await transaction.Commit(ct);
        return [.. persons.Select(p => p.Id)];
    }

    /// <summary>Persons of an organisation with this e-mail address or this telephone number; merged ones are answered by the record that stands for them.</summary>
    public async Task<IReadOnlyList<Guid>> Find(Guid organisationId, string? email, string? telephone, CancellationToken ct = default)
    {
        var (emailKey, telephoneKey) = (PersonIdentity.EmailKeyOf(keys, email), PersonIdentity.TelephoneKeyOf(keys, telephone));
        if (emailKey is null && telephoneKey is null) return [];
        return await db.Set<PersonIdentity>()
            .Where(p => p.OrganisationId == organisationId && ((emailKey != null && p.EmailKey == emailKey) || (telephoneKey != null && p.TelephoneKey == telephoneKey)))
            .Select(p => p.MergedIntoId ?? p.Id).Distinct().ToListAsync(ct);
    }
}
